import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { removeComment, rewordComment, seeMention, writeComment } from "@/lib/comments/commands";
import { seeRecurrence } from "@/lib/improvements/came-back";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { setDaysAhead } from "@/lib/text/clock";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aWorkspace, type World } from "../../support/worlds";
import { judged } from "../improvements/an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

async function say(world: World, text: string, subjectId?: string) {
  const id = v7();
  const on = {
    on: "improvement" as const,
    subjectId: subjectId ?? (await improvementRow(db, world, null)),
    whyId: null,
  };
  await writeComment(db, world.lead, { id, ...on, text });
  return { commentId: id, ...on };
}

test("whoever is named in a comment is told of it, once, with the way to it; who named them is not", async () => {
  const mill = await aWorkspace(db);
  const text = "@Jonas Lindqvist have a look, and @Ines Okafor too";
  const { commentId, subjectId } = await say(mill, text);
  await writeComment(db, mill.lead, { id: commentId, on: "improvement", subjectId, whyId: null, text });

  const path = `/improvements/${subjectId}?talk=${commentId}#comment-${commentId}`;
  expect(await told(db, mill.seller)).toEqual([
    { kind: "mentioned", about: `Ines Okafor: “${text}”`, path, dueOn: null },
  ]);
  expect(await told(db, mill.lead)).toEqual([]);
});

test("a long comment is told by its beginning", async () => {
  const mill = await aWorkspace(db);
  await say(mill, `@Jonas Lindqvist ${"so it is and ".repeat(200)}`);

  const [notice] = await told(db, mill.seller);
  expect(notice?.about).toMatch(/^Ines Okafor: “@Jonas Lindqvist so it is and .*…$/);
  expect(notice?.about.length).toBeLessThanOrEqual(200);
});

test("a mention is over once it was seen, answered, taken back or removed", async () => {
  const mill = await aWorkspace(db);
  const text = "@Jonas Lindqvist have a look";

  const seen = await say(mill, text);
  await seeMention(db, mill.seller, seen);
  expect(await told(db, mill.seller)).toEqual([]);

  const { subjectId } = await say(mill, text);
  await writeComment(db, mill.seller, { id: v7(), on: "improvement", subjectId, whyId: null, text: "Done" });
  expect(await told(db, mill.seller)).toEqual([]);

  const { commentId } = await say(mill, text);
  await rewordComment(db, mill.lead, { commentId, version: 1, text: "Nobody need look" });
  expect(await told(db, mill.seller)).toEqual([]);

  await removeComment(db, mill.lead, await say(mill, text));
  expect(await told(db, mill.seller)).toEqual([]);
});

test("what came back is told to owner and checker in the same deed, until each has seen it", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");
  setDaysAhead(30);
  await answerSustainCheck(db, mill.seller, { improvementId, afterDays: 30, answer: "lost", seen: "9 of 40 waited" });

  const cameBack = { kind: "came_back", path: `/improvements/${improvementId}` };
  expect(await told(db, mill.lead)).toMatchObject([cameBack]);
  expect(await told(db, mill.seller)).toMatchObject([cameBack]);
  await seeRecurrence(db, mill.lead, { improvementId });

  expect(await told(db, mill.lead)).toEqual([]);
  expect(await told(db, mill.seller)).toMatchObject([cameBack]);
});
