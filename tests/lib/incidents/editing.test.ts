import { describe, expect, test } from "vitest";
import { editIncident, logIncident } from "@/lib/incidents/commands";
import { findIncident, findStatement } from "@/lib/incidents/incident-page";
import { writePerspective } from "@/lib/incidents/perspectives";
import { activitiesOf, verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { anEdit, anIncident, aPerspective } from "../../support/typed-incidents";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

async function aLogged(given: Record<string, unknown> = {}) {
  const world = await aWorkspace(db);
  const { id } = await logIncident(db, world.lead, anIncident({ occurredOn: "2026-11-06", ...given }));
  return { world, id };
}

const toldBy = async (world: World, id: string) =>
  (await findIncident(db, world.lead, id))?.perspectives.map(({ sideId, text, by, version }) => ({
    side: sideId === world.sales ? "Sales" : "Marketing",
    text,
    by,
    version,
  }));

describe("editing an incident", () => {
  test("the history keeps what stood there before, and only of what changed", async () => {
    const { world, id } = await aLogged({ sideId: "" });

    await editIncident(db, world.seller, anEdit(id, 1, { severity: "3", handOff: "MQL to SAL" }));

    expect(await findStatement(db, world.lead, id)).toMatchObject({ severity: 3, version: 2 });
    expect(await activitiesOf(db, world.workspace.id, "incident.edited")).toEqual([
      {
        verb: "incident.edited",
        subjectId: id,
        details: {
          before: { title: "Web leads from Friday were first called on Monday", severity: null, handOff: null },
          after: { title: "Web leads wait over the weekend", severity: 3, handOff: "MQL to SAL" },
        },
      },
    ]);
  });

  test("the second of two editors is shown the standing text, and nothing of either is lost", async () => {
    const { world, id } = await aLogged();
    await editIncident(db, world.seller, anEdit(id, 1, { observed: "412 of 1,114 leads" }));

    const second = editIncident(db, world.lead, anEdit(id, 1, { observed: "Nearly half the leads" }));

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      standing: { version: 2, observed: "412 of 1,114 leads", title: "Web leads wait over the weekend" },
    });
    expect((await findStatement(db, world.lead, id))?.observed).toBe("412 of 1,114 leads");
    expect(await verbsOn(db, id)).toEqual(["incident.logged", "incident.edited"]);
  });

  test("of two edits sent at the same moment one is written", async () => {
    const { world, id } = await aLogged();

    const answers = await Promise.allSettled([
      editIncident(db, world.seller, anEdit(id, 1, { observed: "From Sales" })),
      editIncident(db, world.lead, anEdit(id, 1, { observed: "From Marketing" })),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await findStatement(db, world.lead, id))?.version).toBe(2);
  });

  test("sending an edit twice, or changing nothing, leaves no second trace", async () => {
    const { world, id } = await aLogged();
    const edit = anEdit(id, 1, { severity: "2" });

    await editIncident(db, world.lead, edit);
    await editIncident(db, world.lead, edit);

    expect(await verbsOn(db, id)).toEqual(["incident.logged", "incident.edited"]);
    expect((await findStatement(db, world.lead, id))?.version).toBe(2);
  });

  test("only the reporter changes whether they stay anonymous", async () => {
    const { world, id } = await aLogged({ anonymous: "yes" });

    await editIncident(db, world.seller, anEdit(id, 1, { severity: "1" }));
    const byOther = await findStatement(db, world.seller, id);
    await editIncident(db, world.lead, anEdit(id, 2, { severity: "1" }));

    expect(byOther).toMatchObject({ anonymous: true, reporter: null });
    expect(await findStatement(db, world.seller, id)).toMatchObject({ anonymous: false, reporter: "Ines Okafor" });
  });

  test("an incident of another workspace does not exist, and a side of another one cannot be set", async () => {
    const { world, id } = await aLogged();
    const depot = await aWorkspace(db);

    const [abroad, foreignSide] = await Promise.allSettled([
      editIncident(db, depot.lead, anEdit(id, 1)),
      editIncident(db, world.lead, anEdit(id, 1, { sideId: depot.sales })),
    ]);

    expect(abroad).toMatchObject({ reason: { kind: "not_found" } });
    expect(foreignSide).toMatchObject({ reason: { kind: "invalid", fields: { sideId: expect.anything() } } });
    expect(await verbsOn(db, id)).toEqual(["incident.logged"]);
  });
});

describe("an anonymous reporter", () => {
  test("is named to their own side alone, on the page and in the history", async () => {
    const { world, id } = await aLogged({ anonymous: "yes" });
    const colleague = await aMember(db, world, { name: "Priya Nair", role: "member", teamId: world.marketing });

    const seen = await Promise.all(
      [world.lead, colleague, world.seller, world.facilitator].map(async (member) => {
        const found = await findIncident(db, member, id);
        return [found?.incident.reporter ?? null, found?.history[0]?.memberName ?? null];
      }),
    );

    expect(seen).toEqual([
      ["Ines Okafor", "Ines Okafor"],
      ["Ines Okafor", "Ines Okafor"],
      [null, null],
      [null, null],
    ]);
    const toSales = JSON.stringify(await findIncident(db, world.seller, id));
    expect(toSales).not.toContain("Ines");
    expect(toSales).not.toContain(world.lead.id);
  });

  test("cannot be uncovered by moving the incident to one's own side", async () => {
    const { world, id } = await aLogged({ anonymous: "yes" });

    await editIncident(db, world.seller, anEdit(id, 1, { sideId: world.sales }));

    expect((await findStatement(db, world.seller, id))?.reporter).toBeNull();
  });
});

describe("perspectives", () => {
  test("each side writes its own, and anybody of the side may reword it", async () => {
    const { world, id } = await aLogged();
    const other = await aMember(db, world, { name: "Marta Ruiz", role: "member", teamId: world.sales });

    await writePerspective(db, world.lead, aPerspective(id, "The leads vanish behind a door."));
    await writePerspective(db, world.seller, aPerspective(id, "We see a list once a day."));
    await writePerspective(db, other, aPerspective(id, "We see a list at seven.", 1));

    expect(await toldBy(world, id)).toEqual([
      { side: "Marketing", text: "The leads vanish behind a door.", by: "Ines Okafor", version: 1 },
      { side: "Sales", text: "We see a list at seven.", by: "Marta Ruiz", version: 2 },
    ]);
    expect(await verbsOn(db, id)).toEqual([
      "incident.logged",
      "perspective.written",
      "perspective.written",
      "perspective.reworded",
    ]);
    const [reworded] = await activitiesOf(db, world.workspace.id, "perspective.reworded");
    expect(reworded?.details).toMatchObject({ before: "We see a list once a day." });
  });

  test("a neutral member has no seat to look from", async () => {
    const { world, id } = await aLogged();

    const written = writePerspective(db, world.facilitator, aPerspective(id, "From the middle"));

    await expect(written).rejects.toMatchObject({ kind: "forbidden" });
    expect(await toldBy(world, id)).toEqual([]);
  });

  test("two of one side who both write first: the second is shown the first text and may join them", async () => {
    const { world, id } = await aLogged();
    const other = await aMember(db, world, { name: "Marta Ruiz", role: "member", teamId: world.sales });
    await writePerspective(db, world.seller, aPerspective(id, "We see a list once a day."));

    const second = await writePerspective(db, other, aPerspective(id, "Nobody told us.")).catch((error) => error);
    await writePerspective(
      db,
      other,
      aPerspective(id, "We see a list once a day. Nobody told us.", second.standing.version),
    );

    expect(second).toMatchObject({
      kind: "conflict",
      standing: { version: 1, text: "We see a list once a day.", by: "Jonas Lindqvist" },
    });
    expect(await toldBy(world, id)).toMatchObject([{ text: "We see a list once a day. Nobody told us.", version: 2 }]);
  });

  test("an older version never overwrites a newer text", async () => {
    const { world, id } = await aLogged();
    await writePerspective(db, world.seller, aPerspective(id, "One"));
    await writePerspective(db, world.seller, aPerspective(id, "Two", 1));

    const late = writePerspective(db, world.seller, aPerspective(id, "Three", 1));

    await expect(late).rejects.toMatchObject({ kind: "conflict", standing: { version: 2, text: "Two" } });
    expect(await toldBy(world, id)).toMatchObject([{ text: "Two" }]);
  });

  test("sent twice it is written once", async () => {
    const { world, id } = await aLogged();
    const input = aPerspective(id, "We see a list once a day.");

    await Promise.all([writePerspective(db, world.seller, input), writePerspective(db, world.seller, input)]);

    expect(await verbsOn(db, id)).toEqual(["incident.logged", "perspective.written"]);
  });

  test("on an incident of another workspace nothing can be written", async () => {
    const { world, id } = await aLogged();
    const depot = await aWorkspace(db);

    await expect(writePerspective(db, depot.seller, aPerspective(id, "Us, too"))).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await toldBy(world, id)).toEqual([]);
  });
});
