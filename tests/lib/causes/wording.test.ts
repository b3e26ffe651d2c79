import { describe, expect, test } from "vitest";
import { errorCodes, wordingFindings } from "@/lib/causes/wording";
import { numbers } from "./case-trees";

const members = ["Dana Reyes", "Anne-Marie O’Neil", "Will"];
const found = (text: string) => wordingFindings(text, { members }).map(({ code, match }) => `${code}: ${match}`);

describe("published examples", () => {
  test("there are examples", () => {
    expect(numbers.wording.length).toBeGreaterThan(10);
  });

  for (const { name, input, expect: wanted } of numbers.wording) {
    test(`“${name}” is an error exactly where the method says so`, () => {
      const codes = new Set<string>(wordingFindings(input.text, input).map((finding) => finding.code));

      expect([...codes].toSorted()).toEqual(wanted.codes.filter((code) => errorCodes.some((error) => error === code)));
    });
  }
});

describe("a role noun is an error only as the one who does something", () => {
  test.each([
    ["Engineer deleted the directory", "person_named: Engineer"],
    ["Field engineer deleted the directory", "person_named: engineer"],
    ["Late at night the senior database administrator removed it", "person_named: administrator"],
    ["Because one very tired new trainee pressed stop", "person_named: trainee"],
    ["It stopped as our operator, alone, left", "person_named: operator"],
    ["A manager had decided on it", "person_named: manager"],
    ["A MANAGER decides on it", "person_named: MANAGER"],
  ])("%s", (text, finding) => {
    expect(found(text)).toEqual([finding]);
  });

  test.each([
    ["said of the person, is", "The operator is alone at night"],
    ["is not", "The operator is not told"],
    ["isn't", "The operator isn’t told"],
    ["was", "An analyst was asked too late"],
    ["has been", "The clerk has been moved"],
    ["had not been", "A new employee had not been trained"],
    ["hadn't been", "A new employee hadn't been trained"],
    ["possessive", "The engineer's access covers every directory"],
    ["curly possessive", "The engineer’s access covers every directory"],
    ["plural", "The engineers deleted the directory"],
    ["end of the text", "The directory was deleted by the engineer"],
    ["end of a sentence", "The directory was deleted by the engineer. It held the data"],
    ["far from an article", "The list that marketing gives to any field agent changes weekly"],
    ["part of a compound", "The user-facing form hides the field"],
    ["another word", "Management decided on the territory; manpower fell"],
  ])("not when it is %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("names and pronouns", () => {
  test.each([
    ["He reached for his bag", "person_named: He"],
    ["The list was late because she's on leave", "person_named: she's"],
    ["The list that dana  REYES's team sends is late", "person_named: dana  REYES's"],
    ["Nothing was sent by Anne-Marie O'Neil.", "person_named: Anne-Marie O'Neil"],
    ["Nothing was sent by Will.", "person_named: Will"],
  ])("%s", (text, finding) => {
    expect(found(text)).toEqual([finding]);
  });

  test.each([
    ["a first name alone is not a full name", "Dana sends the list late"],
    ["two names in two sentences", "Sent by Dana, Reyes agreed"],
    ["a word that begins like a name", "Dana Reyesson Ltd. sends the list late"],
    ["a word that is somebody's only name", "The rule will change in May"],
    ["words that hold a pronoun", "The sheet lists other heads"],
  ])("not %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("words of blame", () => {
  test.each([
    ["The code was written carelessly", "blame_word: carelessly"],
    ["It was a human  error", "blame_word: human  error"],
    ["Operator-error in the night shift", "blame_word: Operator-error"],
    ["Sales should have called", "blame_word: should have"],
    ["Sales fails to call back", "blame_word: fails to"],
    ["Mistakes were made, and mistakes repeated", "blame_word: Mistakes"],
    ["The lead was REFUSED", "blame_word: REFUSED"],
  ])("%s", (text, finding) => {
    expect(found(text)).toEqual([finding]);
  });

  test.each([
    "The default route sends leads to nobody",
    "The step has no mistake-proofing",
    "The import failed at night",
    "The tool does not forget",
    "",
    "\u0000 \ud800 🙂",
  ])("not: %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});

test("a finding says what was found and asks about the condition", () => {
  const [finding] = wordingFindings("An engineer deleted it", { members: [] });

  expect(finding?.message).toBe(
    "“engineer” names a person. Which condition would have led anyone in this seat to the same result?",
  );
});

test("a text of 20,000 characters against 2,000 members is read in one pass", () => {
  const many = Array.from({ length: 2000 }, (_, n) => `Dana Reyes${n} Long Name`);
  const hostile = ["Dana Reyes1 Long ".repeat(1200), "a".repeat(20_000), "a-'".repeat(6700), "engineer ".repeat(2200)];

  const counts = hostile.map((text) => wordingFindings(text, { members: many }).length);

  // Each match is told once; a runaway expression would not come back within the time of a test.
  expect(counts).toEqual([0, 0, 0, 1]);
});
