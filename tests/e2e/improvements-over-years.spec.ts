import { type APIRequestContext, type Page, request } from "@playwright/test";
import { v7 } from "uuid";
import { expect, test } from "./story";

/** Two years that hand over to one another: what is carried along keeps its day, and the second time a sponsor decides. */
test.describe.configure({ mode: "serial" });
test.use({ movable: true });

const here = "/w/northwind/cycles";
const aims = ["Every lead is answered within a day", "One definition of a ready lead", "Fewer leads are sent back"];
const carried = "One list for both price lists";
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
// Later than any other story on this server, so that the clock never goes back.
const [firstDay, lastDay] = [600, 964];
const secondYearEnds = lastDay + 365;
let api: APIRequestContext;
let firstCycle: string;
let improvement: string;
let createdOn: string;

test.afterAll(() => api?.dispose());

test("a year is planned and run by programs, its agreements are given by people", async ({ as, ahead, server }) => {
  ahead(firstDay);
  const hanne = await as("hanne");
  await hanne.goto("/w/northwind/settings/tokens");
  await hanne.getByLabel("What it is for").fill("Over the years");
  await hanne.getByRole("button", { name: "Make a token" }).click();
  const shown = hanne.getByRole("status", { name: "The token" });
  await expect(shown).toHaveText(/^[\w-]{40,}$/);
  const token = (await shown.textContent()) ?? "";
  api = await request.newContext({
    baseURL: server.origin,
    extraHTTPHeaders: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
  const { relationships, members } = await ask("/workspace");
  const relationshipId = relationships[0].id;
  const idOf = (name: string) => members.find((one: { name: string }) => one.name === name).id;
  const plan = { title: carried, kind: "countermeasure", relationshipId, ownerId: idOf("Mara Lind") };
  improvement = (await send("/improvements", { ...plan, dueOn: day(firstDay + 60) })).id;
  const span = { name: "Year of the list", kind: "year", startsOn: day(firstDay), endsOn: day(lastDay) };
  firstCycle = (await send("/cycles", { ...span, relationshipId })).id;

  await untilCommitted(firstCycle, [idOf("Mara Lind"), idOf("Sina Roth")], await as("mara"), await as("sina"));
  await on(firstCycle, "choose-improvement", { improvementId: improvement });

  const { phase, improvements } = await ask(`/cycles/${firstCycle}`);
  expect([phase, improvements.map(({ title }: { title: string }) => title)]).toEqual(["running", [carried]]);
  createdOn = improvements[0].createdOn;
});

test("at its end what is unfinished goes on by a decision, and the next year opens with it", async ({ as, ahead }) => {
  ahead(lastDay);
  const mara = await as("mara");
  await mara.goto(`${here}/${firstCycle}`);
  await nextStep(mara).getByRole("button", { name: "Begin the review of the whole" }).click();
  await expect(nextStep(mara)).toContainText("1 improvement is unfinished");
  await reviewed(firstCycle, "The lists were compared, not joined.");
  await mara.goto(`${here}/${firstCycle}/review`);
  const decide = mara.getByRole("form", { name: `Decide on “${carried}”` });
  await expect(decide.getByLabel("Sponsor who decides")).toHaveCount(0);
  await decide.getByRole("radio", { name: /^Goes on as it is/ }).check();
  await decide.getByLabel("Why?").fill("The new system comes in spring.");
  await decide.getByRole("button", { name: "Keep the decision" }).click();
  await expect(mara.getByRole("region", { name: "Left over" })).toContainText("all decided");
  await mara.goto(`${here}/${firstCycle}`);
  await nextStep(mara).getByRole("button", { name: "Close this cycle" }).click();
  await expect(phaseOf(mara)).toHaveText("Closed");
  await nextStep(mara).getByRole("link", { name: "Open the next cycle" }).click();
  await mara.getByLabel("Name").fill("Year of the system");
  await expect(mara.getByLabel("First day")).toHaveValue(day(lastDay + 1));
  await mara.getByRole("button", { name: "Open it" }).click();

  await expect(mara.getByRole("heading", { level: 1 })).toHaveText("Year of the system");
  const { improvements } = await ask(`/cycles/${idIn(mara)}`);
  expect(improvements).toMatchObject([{ title: carried, carriedOver: 1, createdOn }]);
});

test("the second time a sponsor decides; years later the whole chain stands on one page", async ({ as, ahead }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(here);
  await mara.getByRole("link", { name: "Go on with it" }).click();
  await expect(mara.getByRole("heading", { level: 1 })).toHaveText("Year of the system");
  const second = idIn(mara);
  const { members } = await ask("/workspace");
  const idOf = (name: string) => members.find((one: { name: string }) => one.name === name).id;
  await untilCommitted(second, [idOf("Mara Lind"), idOf("Sina Roth")], mara, sina);
  ahead(secondYearEnds);
  await on(second, "move-on", { to: "review", version: await versionOf(second) });
  await reviewed(second, "A date that moves twice was never a plan.");
  await mara.goto(`${here}/${second}/review`);
  const decide = mara.getByRole("form", { name: `Decide on “${carried}”` });
  await decide.getByRole("radio", { name: /^Planned anew/ }).check();
  await decide.getByLabel("Why?").fill("The system is here now.");
  await decide.getByRole("button", { name: "Keep the decision" }).click();
  await expect(decide.getByLabel("Sponsor who decides")).toHaveAccessibleDescription(/This would be time 2/);
  await decide.getByLabel("Sponsor who decides").fill("C. Aubert");
  await decide.getByLabel("By, if planned anew").fill(day(secondYearEnds + 60));
  await decide.getByRole("button", { name: "Keep the decision" }).click();
  await expect(mara.getByRole("region", { name: "Left over" })).toContainText("all decided");
  await on(second, "close-cycle", { version: await versionOf(second) });

  ahead(secondYearEnds + 400);
  await mara.goto(here);
  const chain = mara.getByRole("region", { name: "The chain" });
  for (const name of ["Year of the list", "Year of the system"]) {
    const turn = chain.getByRole("article").filter({ has: mara.getByRole("heading", { name }) });
    for (const words of [...aims, "9 hours in the median.", carried, "carried over twice by now"])
      await expect(turn).toContainText(words);
  }
  await expect(chain).toContainText("A date that moves twice was never a plan.");
  await expect(chain).toContainText("decided by C. Aubert");
  await mara.goto(`/w/northwind/improvements/${improvement}`);
  await expect(mara.getByRole("main")).toContainText("first due on");
  await expect(mara.getByRole("main")).toContainText("Year of the system");
  await expect(mara.getByRole("main")).toContainText("carried over twice, planned on");
});

const nextStep = (page: Page) => page.getByRole("region", { name: "Next step" });
const phaseOf = (page: Page) => page.getByRole("list", { name: "Phases" }).locator("[aria-current]");
const idIn = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

async function ask(path: string) {
  const answer = await api.get(`/api/v1${path}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

async function send(path: string, body: object) {
  const answer = await api.post(`/api/v1${path}`, { data: body });
  expect([200, 201, 204], await answer.text()).toContain(answer.status());
  return answer.status() === 204 ? null : answer.json();
}

const on = (cycle: string, deed: string, body: object) => send(`/cycles/${cycle}/${deed}`, body);
const versionOf = async (cycle: string) => (await ask(`/cycles/${cycle}`)).version;

/** From the scan to work: a pressure, three objectives, and the agreement of each side on its own page. */
async function untilCommitted(cycle: string, [first, second]: [string, string], mara: Page, sina: Page) {
  const pressure = { kind: "economy", title: "Budgets are cut", direction: "rising", strength: 3 };
  await on(cycle, "note-pressure", { id: v7(), ...pressure });
  await on(cycle, "move-on", { to: "plan", version: await versionOf(cycle) });
  const measures = { indicator: "Hours to the first call", baseline: "26", target: "under 8" };
  const kinds = { leading: "Accepted the same day", lagging: "Leads won", balancing: "Leads sent back" };
  for (const title of aims)
    await on(cycle, "propose-objective", {
      id: v7(),
      title,
      firstOwnerId: first,
      secondOwnerId: second,
      ...measures,
      ...kinds,
    });
  await on(cycle, "move-on", { to: "catchball", version: await versionOf(cycle) });
  for (const [page, side] of [
    [mara, "Marketing"],
    [sina, "Sales"],
  ] as const) {
    await page.goto(`${here}/${cycle}`);
    for (const title of aims) {
      const objective = page
        .getByRole("region", { name: "Objectives" })
        .getByRole("listitem")
        .filter({ hasText: title });
      await page
        .getByRole("form", { name: `Agree to “${title}”` })
        .getByRole("button")
        .click();
      // The button says so as well; what counts is the list of who has.
      await expect(objective.first().getByRole("list", { name: "Agreed by" })).toContainText(`${side} agrees`);
    }
  }
  await on(cycle, "commit-cycle", { version: await versionOf(cycle) });
  await on(cycle, "move-on", { to: "running", version: await versionOf(cycle) });
}

/** All that a review owes but the decision on what is left over. */
async function reviewed(cycle: string, learned: string) {
  const { objectives } = await ask(`/cycles/${cycle}`);
  for (const { id } of objectives) await send(`/objectives/${id}/write-result`, { result: "9 hours in the median." });
  const words = { verified: "One of three.", cameBack: "Nothing.", pressuresMoved: "None." };
  await on(cycle, "review-year", { ...words, learned });
}
