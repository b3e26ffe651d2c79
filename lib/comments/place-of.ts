import type { CommentSubject } from "./input";

const rooms: Record<CommentSubject, string> = {
  incident: "incidents",
  tree: "causes",
  root_cause: "root-causes",
  improvement: "improvements",
};

/** The page on which something stands, below the workspace's address; a why is chosen in its tree. */
type Place = { on: CommentSubject; subjectId: string; whyId: string | null };

export const placeOf = ({ on, subjectId, whyId }: Place) => `${rooms[on]}/${subjectId}${whyId ? `?why=${whyId}` : ""}`;

/** The same with the page of comments that holds this one, however many came after it. */
export const placeOfComment = (place: Place, commentId: string) =>
  `${placeOf(place)}${place.whyId ? "&" : "?"}talk=${commentId}#comment-${commentId}`;
