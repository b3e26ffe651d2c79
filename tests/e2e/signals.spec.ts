import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";

/** A figure is followed against locked limits: an improvement shows in it when it does, and what leaves them is answered. */
test.describe.configure({ mode: "serial" });
test.use({ movable: true });

const harbour = "/w/harbour/trends/measures";
const northwind = "/w/northwind/trends/measures";
// What the prediction of an improvement of the example names.
const name = "Contacts without consent";
const improvement = "Consent is a required field on the fair scanner";
// After the other stories on this server, so that the clock never goes back.
const firstDay = 60;
const usual = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 22, 21];
let measure: string;
let shared: string;
/** The Monday of the week in which the improvement came. */
let inPlaceWeek: string;

test("a lead follows a measure, and imports what stood in a sheet before", async ({ as, ahead }) => {
  ahead(firstDay);
  const page = await as("jonas");
  await page.goto(`${harbour}/new`);
  const form = page.getByRole("form", { name: "Follow a measure" });
  await form.getByRole("button", { name: "Follow it" }).click();
  await expect(form.getByLabel("Name")).toHaveAccessibleDescription("Give the measure a name.");
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("What is counted, and what is not").fill("Of the contacts of a week, those without consent.");
  await form.getByLabel("Which way is better?").selectOption({ label: "Less is better" });
  await form.getByLabel("What kind of figure is it?").selectOption({ label: "a share in per cent, 0 to 100" });
  await form.getByRole("button", { name: "Follow it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  measure = new URL(page.url()).pathname;
  await expect(figure(page)).toHaveText("No values yet");
  await expectSound(page);

  const lastWeek = await one(page).getByLabel("Any day of the week").inputValue();
  inPlaceWeek = daysAfter(lastWeek, 7);
  const table = usual.map((value, nth) => `${daysAfter(lastWeek, -7 * (usual.length - 1 - nth))};${value}`);
  await sendFile(page, ["Week;Per cent", ...table.slice(0, 3), `${daysAfter(lastWeek, -7)};many`].join("\r\n"));
  await expect(many(page).getByRole("textbox")).toHaveAccessibleDescription(
    "Line 5: “many” is no number. Write it as 1,234.5.",
  );
  await expect(values(page)).toHaveCount(0);

  await sendFile(page, ["Week;Per cent", ...table].join("\r\n"));
  await expect(many(page).getByRole("status")).toHaveText("12 new, 0 changed, 0 unchanged.");
  await expect(values(page).getByRole("row")).toHaveCount(13);
  await expect(figure(page)).toHaveText(/^No change: 12 weeks within 1\d–2\d%$/);
});

test("its limits are locked, and stay what they are", async ({ as }) => {
  const page = await as("jonas");
  await page.goto(measure);
  const limits = page.getByRole("region", { name: "Limits" });
  await expect(limits).toContainText("Nobody has locked the limits");
  await limits.getByText("Lock the limits", { exact: true }).click();
  await limits.getByRole("button", { name: "Lock them" }).click();

  await expect(limits).toContainText("Locked on");
  await expect(page.getByRole("figure")).toContainText("Usable limits from 12 values");
  await expect(page.getByRole("figure")).toContainText("locked on");
});

test("after an improvement it says “no change yet” until a value lies beyond the locked limits", async ({
  as,
  ahead,
}) => {
  const page = await as("jonas");
  await page.goto("/w/harbour/improvements?view=age");
  await page.getByRole("main").getByRole("link", { name: improvement }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(improvement);
  await page.getByLabel("What shows that it is in place").fill("The scanner asks for it before it saves.");
  await page.getByRole("button", { name: "It is in place" }).click();
  await expect(page.getByRole("region", { name: "Next step" })).toContainText("verdict");
  const tried = new URL(page.url()).pathname;
  await expect(says(page)).toContainText(`${name}: Too early to say: 0 of 8 weeks since `);

  ahead(firstDay + 14);
  await enter(page, inPlaceWeek, "22");
  await enter(page, daysAfter(inPlaceWeek, 7), "21.5");
  await expect(figure(page)).toHaveText(/^No change yet: [12] of 8 weeks since /);

  await page.goto(tried);
  await expect(says(page)).toContainText(/Too early to say: [12] of 8 weeks since .*, and no signal\./);

  ahead(firstDay + 21);
  const third = daysAfter(inPlaceWeek, 14);
  await enter(page, third, "8");
  const monday = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(third),
  );
  await expect(figure(page)).toHaveText(new RegExp(`^Improved since ${monday}.*“${improvement}”`));
  await expect(page.getByRole("region", { name: /signals? wait/i })).toHaveCount(0);
  await expectSound(page);

  const did = page.getByRole("complementary", { name: "About this measure" });
  await expect(did.getByRole("link", { name: improvement })).toBeVisible();
  await expect(did).toContainText(`Improved since ${monday}`);
  await page.goto(tried);
  await expect(says(page)).toContainText(`Improved since ${monday}`);
  await expectSound(page);

  await page.goto(harbour);
  const row = page.getByRole("listitem", { name, exact: true });
  await expect(row).toContainText(`Improved since ${monday}`);
  await expect(row).toContainText("8%");
});

test("a value is left out of the limits with its reason, and can be entered without scripts", async ({ as }) => {
  const page = await as("jonas", { javaScriptEnabled: false });
  await page.goto(measure);
  await one(page).getByLabel("Any day of the week").fill(daysAfter(inPlaceWeek, 14));
  await one(page).getByLabel("Value").fill("9");
  await one(page).getByLabel("Note").fill("Counted again");
  await one(page).getByRole("button", { name: "Keep it" }).click();
  const row = values(page).getByRole("row").filter({ hasText: "Counted again" });
  await expect(row).toContainText("9%");
  await row.getByRole("link").click();
  const leaving = page.getByRole("form", { name: /^Leave out/ });
  await leaving.getByLabel(/because/).fill("The scanner was down for two days");
  await leaving.getByRole("button", { name: "Leave it out" }).click();

  await expect(row).toContainText("Left out of the limits: The scanner was down for two days");
  await expect(figure(page)).toHaveText(/^No change yet/);
});

test("what leaves the limits is proposed to both owners; one makes it an incident, and the other sees who", async ({
  as,
}) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(northwind);
  await expect(mara.getByRole("main")).toContainText("A measure is a figure that both sides own");
  await mara.getByRole("link", { name: "Follow a measure" }).click();
  const form = mara.getByRole("form", { name: "Follow a measure" });
  await form.getByLabel("Name").fill("Hours to accept a lead");
  await form.getByLabel("What is counted, and what is not").fill("From hand-over to acceptance.");
  await form.getByLabel("Unit").fill("h");
  await form.getByLabel("Which way is better?").selectOption({ label: "Less is better" });
  await form.getByLabel("Owner, Marketing").selectOption({ label: "Mara Lind" });
  await form.getByLabel("Owner, Sales").selectOption({ label: "Sina Roth" });
  await form.getByRole("button", { name: "Follow it" }).click();
  await expect(mara.getByRole("heading", { level: 1 })).toHaveText("Hours to accept a lead");
  shared = new URL(mara.url()).pathname;
  const lastWeek = await one(mara).getByLabel("Any day of the week").inputValue();
  const weeks = [...usual, 41].map((value, nth) => `${daysAfter(lastWeek, -7 * (usual.length - nth))}\t${value}`);
  await openMany(mara);
  await many(mara).getByLabel("A period and a value in each line").fill(weeks.join("\n"));
  await many(mara).getByRole("button", { name: "Take them in" }).click();
  await expect(many(mara).getByRole("status")).toHaveText("13 new, 0 changed, 0 unchanged.");
  await expect(proposals(mara)).toContainText("above the upper limit");

  await sina.goto("/w/northwind/today");
  const waits = sina.getByRole("region", { name: "Waits for you" });
  await expect(waits.getByRole("article").filter({ hasText: "Hours to accept a lead" })).toContainText(
    "a signal waits",
  );
  await sina.goto("/w/northwind/notices");
  await expect(sina.getByRole("article", { name: "Hours to accept a lead" })).toBeVisible();
  await sina.goto(shared);
  await proposals(sina).getByText("Make it an incident", { exact: true }).click();
  const logging = sina.getByRole("form", { name: /^Make an incident of/ });
  await expect(logging.getByLabel("What got in the way?")).toHaveValue(/^Hours to accept a lead: 41/);
  await logging.getByLabel("What got in the way?").fill("Leads waited 41 hours to be accepted");
  await logging.getByRole("button", { name: "Log it" }).click();
  await expect(sina.getByRole("heading", { level: 1 })).toHaveText("Leads waited 41 hours to be accepted");
  await expect(sina.getByRole("main")).toContainText("above the upper limit");

  await mara.reload();
  await expect(proposals(mara)).toHaveCount(0);
  await expect(mara.getByRole("complementary", { name: "About this measure" })).toContainText(
    "Sina Roth made it an incident: Leads waited 41 hours to be accepted",
  );
  await mara.goto("/w/northwind/notices");
  const settled = mara.getByRole("region", { name: "Earlier" });
  await expect(settled.getByRole("article", { name: "Hours to accept a lead" })).toBeVisible();
});

test("a prediction chooses the measure that it is about, and each leads to the other", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/improvements/new");
  const plan = page.getByRole("form", { name: "Plan an improvement" });
  await plan.getByLabel("What will be done?").fill("One named person a day accepts leads");
  await plan.getByRole("radio", { name: /^Countermeasure/ }).check();
  await plan.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One named person a day accepts leads");
  const form = page.getByRole("form", { name: "Prediction" });
  await form.getByLabel("What will be seen, because of what?").fill("It falls, for nobody looks for an owner.");
  await form.getByLabel("A measure that we follow").selectOption({ label: "Hours to accept a lead" });
  await form.getByRole("button", { name: "Keep the prediction" }).click();
  const prediction = page.getByRole("region", { name: "Prediction" });
  await expect(prediction).toContainText("Hours to accept a lead.");

  await says(page).getByRole("link", { name: "Hours to accept a lead" }).click();

  await expect(page).toHaveURL(new RegExp(`${shared}$`));
  const did = page.getByRole("complementary", { name: "About this measure" });
  await expect(did).toContainText("plan, not in place yet.");
  await did.getByRole("link", { name: "One named person a day accepts leads" }).click();
  await expect(prediction).toBeVisible();
});

test("a measure is taken away and put back with its values", async ({ as }) => {
  const page = await as("mara");
  await page.goto(shared);
  await page.getByRole("form", { name: "Take this measure away" }).getByRole("button").click();
  const undo = page.getByRole("form", { name: "Put Hours to accept a lead back" });
  await expect(undo).toBeVisible();
  await undo.getByRole("button", { name: "Undo" }).click();

  await expect(page).toHaveURL(new RegExp(`${shared}$`));
  await expect(values(page).getByRole("row")).toHaveCount(14);
});

const says = (page: Page) => page.getByRole("region", { name: "What the measure says" });
const figure = (page: Page) => page.getByRole("figure").getByRole("heading", { level: 2 });
const values = (page: Page) => page.getByRole("region", { name: /^Values/ }).getByRole("table");
const one = (page: Page) => page.getByRole("form", { name: "Enter one value" });
const many = (page: Page) => page.getByRole("form", { name: "Enter many values" });
const proposals = (page: Page) => page.getByRole("region", { name: "A signal waits for an answer" });
const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

async function openMany(page: Page) {
  const fields = many(page).getByLabel("A period and a value in each line");
  if (!(await fields.isVisible())) await many(page).getByText("Paste many, or choose a file", { exact: true }).click();
  await expect(fields).toBeVisible();
}

async function sendFile(page: Page, text: string) {
  await openMany(page);
  const file = { name: "readings.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await many(page).getByLabel("Or a file of such lines").setInputFiles(file);
  await many(page).getByRole("button", { name: "Take them in" }).click();
}

async function enter(page: Page, week: string, value: string) {
  await page.goto(measure);
  await one(page).getByLabel("Any day of the week").fill(week);
  await one(page).getByLabel("Value").fill(value);
  await one(page).getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("link", { name: `Change ${dayInTable(week)}` })).toBeVisible();
}

const dayInTable = (day: string) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
