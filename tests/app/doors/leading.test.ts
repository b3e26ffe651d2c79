import { beforeAll, expect, test } from "vitest";
import type { Outcome } from "@/app/_server/outcome";
import { asksWhereTo } from "@/app/_server/outcome";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aFullWorld, type FullWorld } from "./full-world";
import { load } from "./passing";
import { comeAs } from "./visitor";
import { actions } from "./walk";

const db = await testDatabase();
let mill: FullWorld;
beforeAll(async () => {
  mill = await aFullWorld(db);
});

type Action = (workspace: string, last: Outcome, form: FormData) => Promise<Outcome>;

// What was typed on while such a form was on its way would be gone with the page, were its browser sent there.
test.each([
  ["mergeRootCausesAction", "/root-causes/"],
  ["changeMemberAction", "/settings/people"],
  ["removeMemberAction", "/settings/people"],
  ["saveViewAction", "/improvements?mine=1"],
])("a form with a script is told where it leads, and goes there itself: %s", async (name, place) => {
  const door = actions.find((action) => action.name === name);
  const action = await load<Action>(door as NonNullable<typeof door>);
  comeAs(await startSession(db, mill.owner.userId));
  const form = new FormData();
  for (const [field, value] of Object.entries(mill.fields(name))) form.set(field, value);
  form.set("seenTeamId", mill.sales);
  form.set(asksWhereTo, "yes");

  const outcome = await action(mill.workspace.slug, { done: false }, form);

  expect(outcome).toMatchObject({ done: true, leadsTo: expect.stringContaining(place) });
});
