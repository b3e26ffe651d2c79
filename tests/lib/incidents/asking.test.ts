import { v7 } from "uuid";
import { expect, test } from "vitest";
import type { Member } from "@/lib/access/member";
import { askForPerspective, listAsks } from "@/lib/incidents/asking";
import { perspectiveInput } from "@/lib/incidents/input";
import { writePerspective } from "@/lib/incidents/perspectives";
import { verbsOn } from "../../support/activities";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
const ask = async (member: Member, incidentId: string, sideId: string) =>
  askForPerspective(db, member, { incidentId, sideId });

test("a side is asked once how it looked, whoever asks and however often", async () => {
  const world = await aWorkspace(db);
  const incident = await incidentRow(db, world);

  await ask(world.lead, incident, world.sales);
  await ask(world.facilitator, incident, world.sales);

  expect(await listAsks(db, world.lead, incident)).toMatchObject([{ sideId: world.sales, by: "Ines Okafor" }]);
  expect(await verbsOn(db, incident)).toEqual(["perspective.asked"]);
});

test("a side that has told is not asked, nor is one of another relationship", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const incident = await incidentRow(db, mill);
  const told = perspectiveInput.parse({ id: v7(), incidentId: incident, text: "The list is full", version: "" });
  await writePerspective(db, mill.seller, told);

  await expect(ask(mill.lead, incident, mill.sales)).rejects.toMatchObject({ kind: "conflict" });
  await expect(ask(mill.lead, incident, depot.sales)).rejects.toMatchObject({ kind: "not_found" });
});

test("an executive only reads, and another workspace finds no such incident", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const incident = await incidentRow(db, mill);

  await expect(ask(mill.executive, incident, mill.sales)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(ask(depot.lead, incident, depot.sales)).rejects.toMatchObject({ kind: "not_found" });
  expect(await listAsks(db, depot.lead, incident)).toEqual([]);
});
