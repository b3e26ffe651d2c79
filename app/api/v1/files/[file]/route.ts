import { fileAnswer } from "@/app/_server/file-answer";
import { memberRoute } from "@/app/_server/member-route";

/** An attached file as it was sent, for those who may read its tree. */
export const GET = memberRoute<{ file: string }>("workspace:read", ({ member, params, request }) =>
  fileAnswer(member, params.file, request),
);
