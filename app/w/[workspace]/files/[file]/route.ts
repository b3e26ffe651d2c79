import { fileAnswer } from "@/app/_server/file-answer";
import { visitorRoute } from "@/app/_server/visitor-route";

/** An attached file, for the page that shows its evidence. */
export const GET = visitorRoute<{ workspace: string; file: string }>("workspace:read", ({ member, params, request }) =>
  fileAnswer(member, params.file, request),
);
