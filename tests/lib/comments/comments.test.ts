import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { mentions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { removeComment, rewordComment, seeMention, writeComment } from "@/lib/comments/commands";
import { rewordCommentInput, writeCommentInput } from "@/lib/comments/input";
import { listComments, listUnseenMentions, suggestPeople } from "@/lib/comments/queries";
import { listWaiting } from "@/lib/today/queries";
import { verbsOn } from "../../support/activities";
import { improvementRow, incidentRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const aComment = (subjectId: string, text: string, given: Record<string, unknown> = {}) =>
  writeCommentInput.parse({ id: v7(), on: "incident", subjectId, text, ...given });
const textsOn = async (member: Member, incidentId: string) =>
  (await listComments(db, member, "incident", incidentId)).comments.map(({ author, html }) => [author, html]);
const waitingFor = async (member: Member) => (await listUnseenMentions(db, member)).map(({ words }) => words);

async function aCase() {
  const world = await aWorkspace(db);
  return { world, id: await incidentRow(db, world) };
}

describe("a comment", () => {
  test("is read by everybody of the workspace, in its order, and leaves a trace in the history", async () => {
    const { world, id } = await aCase();

    await writeComment(db, world.lead, aComment(id, "Bring the *raw* stamps."));
    await writeComment(db, world.facilitator, aComment(id, "Agreed."));

    expect(await textsOn(world.executive, id)).toEqual([
      ["Ines Okafor", "<p>Bring the <em>raw</em> stamps.</p>\n"],
      ["Lena Braun", "<p>Agreed.</p>\n"],
    ]);
    expect(await verbsOn(db, id)).toEqual(["comment.written", "comment.written"]);
  });

  test("stands on a tree, a why, and an improvement, each for itself", async () => {
    const { world, id } = await aCase();
    const treeId = await treeRow(db, world, [id]);
    const whyId = await whyRow(db, world, treeId);
    const improvementId = await improvementRow(db, world, null);

    await writeComment(db, world.lead, aComment(treeId, "The tree", { on: "tree" }));
    await writeComment(db, world.lead, aComment(treeId, "The why", { on: "tree", whyId }));
    await writeComment(db, world.lead, aComment(improvementId, "The deed", { on: "improvement" }));

    const on = await listComments(db, world.lead, "tree", treeId);
    expect(on.comments.map((comment) => comment.whyId)).toEqual([null, whyId]);
    expect((await listComments(db, world.lead, "improvement", improvementId)).comments).toHaveLength(1);
    expect(await textsOn(world.lead, id)).toEqual([]);
  });

  test("is found however many came after it: page by page, each once, in their order", async () => {
    const { world, id } = await aCase();
    for (let number = 1; number <= 7; number++) await writeComment(db, world.lead, aComment(id, `No. ${number}`));
    const pages: string[][] = [];

    for (let until: string | undefined; pages.length < 5; ) {
      const { comments, older, fromEarlier } = await listComments(db, world.executive, "incident", id, until, 3);
      expect(fromEarlier).toBe(until !== undefined);
      if (until) expect(comments.at(-1)?.id).toBe(until);
      pages.push(comments.map(({ html }) => html?.replace(/\D/g, "") ?? ""));
      if (!older) break;
      until = older;
    }

    expect(pages).toEqual([["5", "6", "7"], ["2", "3", "4"], ["1"]]);
    const elsewhere = await aCase();
    const [first] = (await listComments(db, world.lead, "incident", id)).comments;
    expect((await listComments(db, elsewhere.world.lead, "incident", elsewhere.id, first?.id)).comments).toEqual([]);
    expect((await listComments(db, world.lead, "incident", id, "no comment")).comments).toHaveLength(7);
  });

  test("names whoever is called so, whatever the case and the letters, and nobody whose name is not in it", async () => {
    const { world, id } = await aCase();
    const accented = await aMember(db, world, { name: "Özge Åberg", role: "member" });

    await writeComment(db, world.lead, aComment(id, "@özge ÅBERG and @jonas LINDQVIST, is it so?"));

    expect(await waitingFor(accented)).toHaveLength(1);
    expect(await waitingFor(world.seller)).toHaveLength(1);
    expect(await waitingFor(world.facilitator)).toEqual([]);
  });

  test("that is asked for is on the page that is shown: among the latest as long as it is one of them", async () => {
    const { world, id } = await aCase();
    const said: string[] = [];
    for (let number = 1; number <= 5; number++) {
      const comment = aComment(id, `No. ${number}`);
      await writeComment(db, world.lead, comment);
      said.push(comment.id);
    }
    const page = async (asked: string | undefined) => {
      const { comments, fromEarlier } = await listComments(db, world.executive, "incident", id, asked, 3);
      return { ids: comments.map((comment) => comment.id), fromEarlier };
    };

    expect(await page(said[2])).toEqual({ ids: said.slice(2), fromEarlier: false });
    expect(await page(said[1])).toEqual({ ids: said.slice(0, 2), fromEarlier: true });
  });

  test("sent twice is written once", async () => {
    const { world, id } = await aCase();
    const input = aComment(id, "@Jonas Lindqvist: once");

    await Promise.all([writeComment(db, world.lead, input), writeComment(db, world.lead, input)]);

    expect(await textsOn(world.lead, id)).toHaveLength(1);
    expect(await verbsOn(db, id)).toEqual(["comment.written"]);
  });

  test("is changed and removed by its author alone; removed, it is seen that there was one", async () => {
    const { world, id } = await aCase();
    const { id: commentId, ...rest } = aComment(id, "First words");
    await writeComment(db, world.lead, { id: commentId, ...rest });
    const reword = (text: string, version: number) => rewordCommentInput.parse({ commentId, text, version });

    const others = await Promise.allSettled([
      rewordComment(db, world.owner, reword("Not mine", 1)),
      removeComment(db, world.owner, { commentId }),
    ]);
    await rewordComment(db, world.lead, reword("Better words", 1));
    const late = rewordComment(db, world.lead, reword("Older window", 1));

    expect(others).toMatchObject(others.map(() => ({ reason: { kind: "forbidden" } })));
    await expect(late).rejects.toMatchObject({ kind: "conflict", standing: { version: 2, text: "Better words" } });
    await removeComment(db, world.lead, { commentId });
    const { comments } = await listComments(db, world.lead, "incident", id);
    expect(comments).toMatchObject([{ author: "Ines Okafor", html: null, text: null }]);
    expect(JSON.stringify(comments)).not.toContain("words");
    expect(await verbsOn(db, id)).toEqual(["comment.written", "comment.reworded", "comment.removed"]);
  });

  test("is not for those who only read, nor about what is in another workspace", async () => {
    const { world, id } = await aCase();
    const depot = await aWorkspace(db);
    const treeId = await treeRow(db, depot, [await incidentRow(db, depot)]);
    const whyId = await whyRow(db, depot, treeId);
    const own = await treeRow(db, world, [id]);

    const refused = await Promise.allSettled([
      writeComment(db, world.executive, aComment(id, "I read")),
      writeComment(db, depot.lead, aComment(id, "Abroad")),
      writeComment(db, world.lead, aComment(own, "A foreign why", { on: "tree", whyId })),
      writeComment(db, world.lead, aComment(own, "No incident")),
    ]);

    expect(refused.map((one) => (one as PromiseRejectedResult).reason.kind)).toEqual([
      "forbidden",
      "not_found",
      "not_found",
      "not_found",
    ]);
    expect(await textsOn(depot.lead, id)).toEqual([]);
  });

  test("holds 20,000 characters, and refuses more, NUL and halves of letters at its field", () => {
    const parse = (text: string) => writeCommentInput.safeParse({ id: v7(), on: "incident", subjectId: v7(), text });

    expect(parse("x".repeat(20_000)).success).toBe(true);
    for (const text of ["", "  ", "x".repeat(20_001), "a\0b", "\ud800"])
      expect(parse(text).error?.issues[0]?.path).toEqual(["text"]);
  });

  test("costs one query to read, however many there are", async () => {
    const { world, id } = await aCase();
    for (const text of ["@Lena Braun", "two", "three"]) await writeComment(db, world.lead, aComment(id, text));

    const { queries } = await countQueries(() => listComments(db, world.lead, "incident", id));

    expect(queries).toBe(1);
  });
});

describe("whoever is named", () => {
  test("finds it on Today until they have read it, and nobody else does", async () => {
    const { world, id } = await aCase();
    const input = aComment(id, "@Jonas Lindqvist and @Ines Okafor: look");
    await writeComment(db, world.lead, input);

    const before = await Promise.all([world.seller, world.lead, world.owner].map(waitingFor));
    const place = await seeMention(db, world.seller, { commentId: input.id });

    expect(before).toEqual([["@Jonas Lindqvist and @Ines Okafor: look"], [], []]);
    expect(place).toEqual({ on: "incident", subjectId: id, whyId: null });
    expect(await waitingFor(world.seller)).toEqual([]);
    expect((await listComments(db, world.seller, "incident", id)).comments).toMatchObject([{ unseen: false }]);
  });

  test("is shown it on the page as well, with the name set apart", async () => {
    const { world, id } = await aCase();
    await writeComment(db, world.lead, aComment(id, "@jonas lindqvist, look"));

    const [comment] = (await listComments(db, world.seller, "incident", id)).comments;

    expect(comment).toMatchObject({ unseen: true, html: '<p><b class="mention">@jonas lindqvist</b>, look</p>\n' });
  });

  test("has answered what they write below", async () => {
    const { world, id } = await aCase();
    await writeComment(db, world.lead, aComment(id, "@Jonas Lindqvist?"));

    await writeComment(db, world.seller, aComment(id, "Yes."));

    expect(await waitingFor(world.seller)).toEqual([]);
  });

  test("an executive, too, is told what names them, and nothing else", async () => {
    const { world, id } = await aCase();
    await writeComment(db, world.lead, aComment(id, "@Claire Aubert, you should know"));

    const waiting = await listWaiting(db, world.executive);

    expect(waiting).toMatchObject({ mentions: [{ author: "Ines Okafor" }], nextSteps: [], silences: [] });
    await seeMention(db, world.executive, waiting.mentions[0] as { commentId: string });
    expect((await listWaiting(db, world.executive)).mentions).toEqual([]);
  });

  test("is named no more by words that are changed or removed, and named by those that come", async () => {
    const { world, id } = await aCase();
    const input = aComment(id, "@Jonas Lindqvist?");
    await writeComment(db, world.lead, input);

    await rewordComment(db, world.lead, { commentId: input.id, version: 1, text: "@Lena Braun?" });
    const reworded = await Promise.all([world.seller, world.facilitator].map(waitingFor));
    await removeComment(db, world.lead, { commentId: input.id });

    expect(reworded).toEqual([[], ["@Lena Braun?"]]);
    expect(await waitingFor(world.facilitator)).toEqual([]);
  });

  test("is of the same workspace, and still a member", async () => {
    const { world, id } = await aCase();
    const depot = await aWorkspace(db);
    const stranger = await aMember(db, depot, { name: "Otto Fremd", role: "member" });
    await writeComment(db, world.lead, aComment(id, "@Otto Fremd?"));

    await expect(seeMention(db, stranger, { commentId: v7() })).rejects.toMatchObject({ kind: "not_found" });
    expect(await waitingFor(stranger)).toEqual([]);
    expect(await db.$count(mentions)).toBeGreaterThan(0);
  });
});

test("people are proposed by the beginning of any of their names, and never those of another workspace", async () => {
  const world: World = await aWorkspace(db);
  const names = async (words: string) => (await suggestPeople(db, world.lead, words)).map(({ name }) => name);

  expect(await names("lin")).toEqual(["Jonas Lindqvist"]);
  expect(await names("Hanne V")).toEqual(["Hanne Vogel"]);
  expect(await names("")).toHaveLength(5);
  expect(await names("%")).toEqual([]);
  expect(await names("_")).toEqual([]);
});
