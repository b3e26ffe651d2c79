import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as tables from "@/db/schema";
import { importCase, previewCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aCase, aCaseWhy, caseKeys, changed, checksums, expected, publicCase, shownTree } from "./cases";

const db = await testDatabase();

describe("the public cases", () => {
  test.each(caseKeys)("%s is shown with the counts of its source", async (key) => {
    const world = await aWorkspace(db);

    const report = await importCase(db, world.lead, publicCase(key));

    expect(report.findings).toEqual([]);
    for (const { key: treeKey, id } of report.trees) {
      const { summary, openEnds } = await shownTree(db, world.lead, id);
      const { also, ...counts } = expected.cases[key]?.trees[treeKey] ?? { also: { openEnds: -1 } };
      expect(summary).toEqual(counts);
      expect(openEnds).toBe(also.openEnds);
    }
    expect(report.trees).toHaveLength(Object.keys(expected.cases[key]?.trees ?? {}).length);
  });

  test.each(caseKeys)("%s imported twice changes nothing", async (key) => {
    const world = await aWorkspace(db);
    const first = await importCase(db, world.lead, publicCase(key));
    const before = await checksums(db, world.workspace.id);

    const second = await importCase(db, world.owner, publicCase(key));

    expect(await checksums(db, world.workspace.id)).toEqual(before);
    expect(second).toEqual({ ...first, created: 0, changed: 0, unchanged: first.created });
  });
});
