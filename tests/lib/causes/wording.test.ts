import { describe, expect, test } from "vitest";
import { englishWords, findings } from "@/lib/causes/wording";
import { wordsOfLanguage } from "@/lib/causes/wording-lists";
import { numbers } from "./case-trees";

const members = ["Dana Reyes", "Anne-Marie O’Neil", "Will"];
const rules = { members, sides: ["Marketing", "Sales"], words: englishWords };
const all = (text: string) => findings(text, rules).map(({ code, match }) => `${code}: ${match}`);
const found = (text: string) => all(text).filter((said) => /^(?:person_named|blame_word)/.test(said));

describe("published examples", () => {
  test("there are examples", () => {
    expect(numbers.wording.length).toBeGreaterThan(10);
  });

  for (const { name, input, expect: wanted } of numbers.wording) {
    test(`“${name}” gives the codes that the method says`, () => {
      const codes = new Set<string>(findings(input.text, { ...input, words: englishWords }).map(({ code }) => code));

      expect([...codes].toSorted()).toEqual(wanted.codes);
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

describe("judgements without a standard", () => {
  test.each([
    ["Poor quality of the leads", "vague_judgement: Poor"],
    ["Leads are BADLY described", "vague_judgement: BADLY"],
    ["An improper hand-off", "vague_judgement: improper"],
    ["There was lack  of quality in the list", "vague_judgement: lack  of quality"],
  ])("%s", (text, finding) => {
    expect(all(text)).toEqual([finding]);
  });

  test.each([
    "The bad-debt rate rose by 2 %",
    "Ten of 40 leads have no phone number",
    "The poorest region is served last",
  ])("not: %s", (text) => {
    expect(all(text)).toEqual([]);
  });
});

describe("a side in general", () => {
  test.each([
    ["They ignore the list", "They ignore"],
    ["The Sales team simply ignores the list", "Sales team simply ignores"],
    ["Sales people do not care about the list", "Sales people do not care"],
    ["Marketing department really doesn’t want it", "Marketing department really doesn’t want"],
    ["The sales-force only sees the first page", "sales-force only"],
    ["They’ve only seen half of it", "They’ve only"],
  ])("%s", (text, match) => {
    expect(all(text)).toEqual([`side_generalised: ${match}`]);
  });

  test.each([
    ["two words between", "Sales can see only the first page"],
    ["a possessive", "Sales’ only list is from May"],
    ["what comes after a comma", "Leads go to Sales, only the large ones"],
    ["a new sentence", "Leads go to Sales. Only the large ones are called"],
    ["a product whose name begins alike", "Salesforce only shows ten lines"],
    ["what a side did once", "Sales called 12 of 40 leads within a day"],
  ])("not %s", (_, text) => {
    expect(all(text)).toEqual([]);
  });
});

describe("a missing solution in place of a cause", () => {
  test.each([
    ["No price list for the south", "No"],
    ["There was no price list", "There was no"],
    ["Has no owner", "Has no"],
    ["We need a second clerk", "We need"],
    ["Did not have a list", "Did not have a"],
    ["Didn’t have a list", "Didn’t have a"],
    ["Missing field in the form", "Missing"],
  ])("%s", (text, match) => {
    expect(all(text)).toEqual([`solution_as_cause: ${match}`]);
  });

  test.each(["Leads wait because there is no list", "No. 5 stopped at night", "No", "The form is missing a field"])(
    "only where the text begins with it, not: %s",
    (text) => {
      expect(all(text)).toEqual([]);
    },
  );
});

test("absolutes are told, each once", () => {
  expect(all("Everyone knew, and nobody’s list said: always ask, ALWAYS")).toEqual([
    "absolute: Everyone",
    "absolute: nobody’s",
    "absolute: always",
  ]);
});

describe("lists that a workspace made its own", () => {
  const [english] = englishWords;
  const lists = { ...english?.lists, blame_words: ["sloth(s/ful)", "asleep at …", "could … done"] } as NonNullable<
    typeof english
  >["lists"];
  const own = (text: string, exempt: string[] = []) =>
    findings(text, { ...rules, words: [{ language: "en", lists: { ...lists, exempt } }] }).map(({ match }) => match);

  test("take the place of those that come with the program", () => {
    expect(own("The careless sloth")).toEqual(["sloth"]);
  });

  test("may hold other endings, a word that must follow, and words between", () => {
    expect(own("Slothful, asleep at the desk; it could have been done")).toEqual([
      "Slothful",
      "asleep at",
      "could have been done",
    ]);
    expect(own("Sloths are asleep at. Could it be")).toEqual(["Sloths"]);
  });

  test("may hold what is never told, except a member’s name", () => {
    expect(own("Sloth tracker and Dana Reyes", ["sloth tracker", "Dana Reyes"])).toEqual(["Dana Reyes"]);
  });

  test("may hold anything at all", () => {
    expect(own("Nothing to see here", ["", "(", "((/", "…", ")", "a(b", "\\", ".*"])).toEqual([]);
  });
});

test("a finding says what was found and asks about the condition", () => {
  const [finding] = findings("An engineer deleted it", { ...rules, members: [] });

  expect(finding?.prompt).toBe(
    "“engineer” names a person. Which condition would have led anyone in this seat to the same result?",
  );
});

test("a text of 20,000 characters against 2,000 members is read in a few passes", () => {
  const many = Array.from({ length: 2000 }, (_, n) => `Dana Reyes${n} Long Name`);
  const hostile = [
    "Dana Reyes1 Long ".repeat(1200),
    "a".repeat(20_000),
    "a-'".repeat(6700),
    "engineer ".repeat(2200),
    "failed ".repeat(2800),
    "sales ".repeat(3300),
    "hätte ".repeat(3300),
    "neue ".repeat(4000),
    "(".repeat(20_000),
  ];
  const words = [...englishWords, { language: "de" as const, lists: wordsOfLanguage.de }];
  const begun = performance.now();

  const counts = hostile.map((text) => findings(text, { ...rules, members: many, words }).length);

  // Each match is told once; a runaway expression would not come back within the time of a test.
  expect(counts).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(performance.now() - begun).toBeLessThan(4000);
});
