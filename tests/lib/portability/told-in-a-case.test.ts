import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { improvementWhys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { loadTree } from "@/lib/causes/load-tree";
import { removeComment, rewordComment, writeComment } from "@/lib/comments/commands";
import { type CommentSubject, writeCommentInput } from "@/lib/comments/input";
import { listComments, listUnseenMentions } from "@/lib/comments/queries";
import { attachFile, findFile } from "@/lib/files/attachments";
import { tableStore } from "@/lib/files/table-store";
import type { CaseFile } from "@/lib/portability/case-file";
import { exportCase } from "@/lib/portability/export-case";
import { importCase } from "@/lib/portability/import-case";
import { dayIn } from "@/lib/text/days";
import { verbsOn } from "../../support/activities";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aTreeIn } from "../causes/at-a-tree";
import { aPng } from "../files/files";
import { aCase, aCaseWhy, changed, someProof } from "./cases";

const db = await testDatabase();

let mill: World;
let depot: World; // where the case is taken in
beforeEach(async () => {
  [mill, depot] = await Promise.all([aWorkspace(db), aWorkspace(db)]);
});

const say = async (member: Member, on: CommentSubject, subjectId: string, text: string, whyId = "") => {
  const input = writeCommentInput.parse({ id: v7(), on, subjectId, text, whyId });
  await writeComment(db, member, input);
  return input.id;
};
const idOf = (list: { id: string }[]) => list[0]?.id as string;

describe("what was said", () => {
  const aTalk = async () => {
    const { incidentId, treeId, lead } = await aTreeIn(db, mill);
    const whyId = await lead.asks("Leads are fetched once a day");
    const improvementId = await improvementRow(db, mill, null);
    await db.insert(improvementWhys).values({ workspaceId: mill.workspace.id, improvementId, whyId });
    await say(mill.lead, "incident", incidentId, "@Jonas Lindqvist, is it so? Ask ines@mill.example.");
    await say(mill.facilitator, "tree", treeId, "Two trees in one");
    await say(mill.seller, "tree", treeId, "Since May", whyId);
    await say(mill.seller, "improvement", improvementId, "We try it");
    await removeComment(db, mill.lead, { commentId: await say(mill.lead, "tree", treeId, "Nonsense") });
    return { incidentId };
  };

  test("leaves with its side and its day, and names no account: who was called is a plain word", async () => {
    const { incidentId } = await aTalk();
    const on = dayIn("UTC");

    const file = await exportCase(db, mill.executive, incidentId);

    expect(file.incidents[0]?.comments).toEqual([
      { text: "Jonas Lindqvist, is it so? Ask ines@mill.example.", side: "Marketing", on },
    ]);
    expect(file.trees[0]?.comments).toEqual([
      { text: "Two trees in one", side: null, on },
      { text: "Since May", side: "Sales", on, why: "1" },
    ]);
    expect(file.improvements[0]?.comments).toEqual([{ text: "We try it", side: "Sales", on }]);
    for (const name of ["Ines Okafor", mill.seller.id, "Nonsense"]) expect(JSON.stringify(file)).not.toContain(name);
  });

  test("comes in as it left: by its side, in its order, and calls nobody", async () => {
    const file = await exportCase(db, mill.lead, (await aTalk()).incidentId);

    const { incidents, trees } = await importCase(db, depot.owner, file);

    const { comments } = await listComments(db, depot.owner, "tree", idOf(trees));
    expect(comments).toMatchObject([
      { text: null, html: "<p>Two trees in one</p>\n", author: null, sideId: null, saidOn: dayIn("UTC"), whyId: null },
      { text: null, html: "<p>Since May</p>\n", author: null, sideId: depot.sales, whyId: expect.any(String) },
    ]);
    const [first] = (await listComments(db, depot.owner, "incident", idOf(incidents))).comments;
    expect(first?.html).toContain("<p>Jonas Lindqvist, is it so?");
    expect(await listUnseenMentions(db, depot.seller)).toEqual([]);
    expect(await verbsOn(db, idOf(incidents))).toContain("comment.written");
    const { key: _, source: __, ...again } = await exportCase(db, depot.owner, idOf(incidents));
    expect(again).toMatchObject({ incidents: file.incidents, trees: file.trees, improvements: file.improvements });
  });

  test("is changed by nobody where it was taken in; whoever took it in removes it, and it stays removed", async () => {
    const file = await exportCase(db, mill.lead, (await aTalk()).incidentId);
    const incidentId = idOf((await importCase(db, depot.owner, file)).incidents);
    const [said] = (await listComments(db, depot.owner, "incident", incidentId)).comments;
    const commentId = said?.id as string;

    await expect(
      rewordComment(db, depot.owner, { commentId, version: 1, text: "Something else" }),
    ).rejects.toMatchObject({ kind: "forbidden" });
    await expect(removeComment(db, depot.lead, { commentId })).rejects.toMatchObject({ kind: "forbidden" });
    await removeComment(db, depot.owner, { commentId });

    expect(await importCase(db, depot.owner, file)).toMatchObject({ created: 0, changed: 0 });
    const standing = (await listComments(db, depot.owner, "incident", incidentId)).comments;
    expect(standing).toMatchObject([{ html: null }]);
  });

  test("in a file that says more than the last time, only what is new comes in", async () => {
    const said = { text: "Since May", side: "Marketing", on: "2026-05-02" };
    const file = aCase("wait", [aCaseWhy("1")]);
    const talking = (count: number): CaseFile =>
      changed(file, ({ incidents: [incident] }) => {
        if (incident) incident.comments = Array.from({ length: count }, () => said);
      });
    const incidentId = idOf((await importCase(db, depot.owner, talking(1))).incidents);

    expect(await importCase(db, depot.owner, talking(3))).toMatchObject({ created: 2, changed: 0 });

    expect((await listComments(db, depot.owner, "incident", incidentId)).comments).toHaveLength(3);
  });

  test("by a side that the case does not know, or about a why that is not in its tree, is refused at its place", () => {
    const file = aCase("wait", [aCaseWhy("1")]);
    const saying = (comment: object) => () =>
      changed(file, ({ trees: [tree] }) => {
        if (tree) tree.comments = [{ text: "So", side: null, on: "2026-05-02", ...comment }];
      });

    expect(saying({ why: "1" })).not.toThrow();
    expect(saying({ why: "2" })).toThrow("trees.0.comments.0.why");
    expect(saying({ side: "Finance" })).toThrow("trees.0.comments.0.side");
    expect(saying({ author: "Ines" })).toThrow("trees.0.comments.0");
  });
});

describe("a file of evidence", () => {
  const filesOf = async (member: Member, treeId: string) =>
    (await loadTree(db, member, treeId))?.tree.whys.flatMap(({ evidence }) => evidence.flatMap(({ files }) => files));

  test("is named in the case with size and checksum, and shown as not included where it is taken in", async () => {
    const { incidentId, treeId, lead } = await aTreeIn(db, mill);
    const whyId = await lead.asks("Leads are fetched once a day");
    const evidenceId = await lead.shows(whyId);
    const on = { id: v7(), treeId, whyId, evidenceId };
    await attachFile(db, tableStore(db), mill.lead, on, { name: "stamps.png", content: aPng() });

    const file = await exportCase(db, mill.lead, incidentId);
    const { incidents, trees } = await importCase(db, depot.owner, file);

    const sha256 = createHash("sha256").update(aPng()).digest("hex");
    const named = { name: "stamps.png", mediaType: "image/png", bytes: aPng().byteLength, sha256 };
    expect(file.trees[0]?.whys[0]?.evidence[0]?.files).toEqual([named]);
    const [shown] = (await filesOf(depot.owner, idOf(trees))) ?? [];
    expect(shown).toMatchObject({ fileName: "stamps.png", sizeBytes: named.bytes, notIncluded: true });
    expect(await findFile(db, tableStore(db), depot.owner, shown?.id ?? "")).toBeUndefined();
    expect((await exportCase(db, depot.owner, idOf(incidents))).trees).toEqual(file.trees);
    expect(await importCase(db, depot.owner, file)).toMatchObject({ created: 0, changed: 0 });
  });

  test("that is none we could ever show is refused at its place", () => {
    const naming = (more: object) => () => {
      const named = { name: "stamps.png", mediaType: "image/png", bytes: 70, sha256: "0".repeat(64), ...more };
      const evidence = [{ ...someProof, files: [named] }] as never;
      return changed(aCase("wait", [aCaseWhy("1")]), ({ trees: [tree] }) => {
        const [why] = tree?.whys ?? [];
        if (why) why.evidence = evidence;
      });
    };

    expect(naming({})).not.toThrow();
    for (const more of [{ mediaType: "image/svg+xml" }, { sha256: "x" }, { bytes: 0 }, { content: "AAAA" }])
      expect(naming(more), JSON.stringify(more)).toThrow("trees.0.whys.0.evidence.0.files.0");
  });
});
