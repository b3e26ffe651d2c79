import { describe, expect, test } from "vitest";
import { englishWords, findings } from "@/lib/causes/wording";
import { wordsOfLanguage } from "@/lib/causes/wording-lists";

const german = { language: "de" as const, lists: wordsOfLanguage.de };
const rules = { members: ["Dana Reyes"], sides: ["Marketing", "Vertrieb"], words: [german] };
const found = (text: string) => findings(text, rules).map(({ code, match }) => `${code}: ${match}`);

describe("a German role noun is an error only as the one who does something", () => {
  test.each([
    ["Techniker löschte das Verzeichnis", "Techniker"],
    ["Ein Techniker hat das Verzeichnis gelöscht", "Techniker"],
    ["Gestern löschte der Techniker das Verzeichnis", "Techniker"],
    ["Der neue Mitarbeiter am Band drückte auf Stopp", "Mitarbeiter"],
    ["Die Mitarbeiterin löschte das Verzeichnis", "Mitarbeiterin"],
    ["Ein:e Mitarbeiter:in löschte das Verzeichnis", "Mitarbeiter:in"],
    ["Unser Vertriebsmitarbeiter rief nicht zurück", "Vertriebsmitarbeiter"],
    ["Weil der Verkäufer nicht anrief, ging der Auftrag verloren", "Verkäufer"],
    ["Der Einkäufer, der neu war, bestellte zu viel", "Einkäufer"],
    ["Die Daten, die der Techniker löschte, lagen nur dort", "Techniker"],
    ["Das Verzeichnis wurde vom Techniker gelöscht", "Techniker"],
    ["Der Zugang wurde von einem Techniker gelöscht", "Techniker"],
    ["Eine Person am Band stoppte die Anlage", "Person"],
  ])("%s", (text, match) => {
    expect(found(text)).toEqual([`person_named: ${match}`]);
  });

  test.each([
    ["passive", "Der neue Mitarbeiter wurde nicht geschult"],
    ["passive at the end of the clause", "Leads warten, weil der Mitarbeiter nicht geschult worden war"],
    ["said of the person", "Der Bediener ist nachts allein"],
    ["several, told by the article", "Die Mitarbeiter kennen die Preisliste nicht"],
    ["several, told by the verb", "Mitarbeiter kennen die Preisliste nicht"],
    ["several, told by a number", "Zwei Techniker teilen sich die Schicht"],
    ["genitive of several", "Die Liste der Mitarbeiter liegt nicht vor"],
    ["genitive of several at the beginning", "Schulung der Verkäufer fehlt im Plan"],
    ["genitive of one", "Das Konto des Mitarbeiters blieb offen"],
    ["dative", "Dem Mitarbeiter fehlt der Zugang"],
    ["behind a preposition", "Für die Mitarbeiterin gibt es kein Konto"],
    ["part of another word", "Der Passwortmanager speichert nichts"],
    ["impersonal", "Man hat nicht geprüft"],
    ["a pronoun for a thing", "Er liegt auf dem Tisch, sie hängt daneben"],
  ])("not when it is %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

test.each([
  ["Menschliches Versagen", "blame_word: Menschliches Versagen"],
  ["Die Liste wurde nachlässig geführt", "blame_word: nachlässig"],
  ["Der Vertrieb hätte früher anrufen müssen", "blame_word: hätte früher anrufen müssen"],
  ["Die Qualität der Leads ist schlecht", "vague_judgement: schlecht"],
  ["Unzureichende Schulung im Mai", "vague_judgement: Unzureichende"],
  ["Das Vertriebsteam ignoriert die Liste", "side_generalised: Vertriebsteam ignoriert"],
  ["Die Vertriebsleute kümmern sich nicht", "side_generalised: Vertriebsleute kümmern sich nicht"],
  ["Keine Preisliste für den Süden", "solution_as_cause: Keine"],
  ["Es fehlt eine Preisliste", "solution_as_cause: Es fehlt"],
  ["Mangel an Schulung", "solution_as_cause: Mangel an"],
  ["NIEMAND ist zuständig", "absolute: NIEMAND"],
  ["Dana Reyes schickte die Liste spät", "person_named: Dana Reyes"],
])("%s", (text, finding) => {
  expect(found(text)).toEqual([finding]);
});

test("in German a verb stands between a side and what it never does", () => {
  expect(found("Vertrieb ruft Leads nie zurück")).toEqual([
    "side_generalised: Vertrieb ruft Leads nie",
    "absolute: nie",
  ]);
});

test.each([
  ["a machine’s fault", "Die Maschine hat einen Fehler gemeldet"],
  ["“still” and “not only”", "Der Vertrieb nutzt immer noch die alte Liste und nicht nur diese"],
  ["debts", "Die Schulden des Kunden stehen nicht im CRM"],
  ["a shortage told with its measure", "12 von 40 Leads haben keine Telefonnummer"],
])("not %s", (_, text) => {
  expect(found(text)).toEqual([]);
});

describe("a workspace that writes both languages", () => {
  const both = { ...rules, words: [...englishWords, german] };
  const codes = (text: string) => findings(text, both).map(({ code, match }) => `${code}: ${match}`);

  test("reads each text in its own", () => {
    expect(codes("Man hat nicht geprüft")).toEqual([]);
    expect(codes("Das Lager in Bad Homburg ist voll")).toEqual([]);
    expect(codes("Engineer deleted the directory")).toEqual(["person_named: Engineer"]);
    expect(codes("Der Kollege löschte das Verzeichnis")).toEqual(["person_named: Kollege"]);
  });

  test("reads a text that could be either in both", () => {
    expect(codes("Careless")).toEqual(["blame_word: Careless"]);
    expect(codes("Nachlässig")).toEqual(["blame_word: Nachlässig"]);
  });
});
