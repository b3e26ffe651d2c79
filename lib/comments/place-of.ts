import type { CommentSubject } from "./input";

const rooms: Record<CommentSubject, string> = {
  incident: "incidents",
  tree: "causes",
  root_cause: "root-causes",
  improvement: "improvements",
};

/** The page on which something stands, below the workspace's address; a why is chosen in its tree. */
export const placeOf = ({ on, subjectId, whyId }: { on: CommentSubject; subjectId: string; whyId: string | null }) =>
  `${rooms[on]}/${subjectId}${whyId ? `?why=${whyId}` : ""}`;
