/**
 * German words of the wording check. Left out on purpose, because a hint that is wrong half the time is soon not read:
 * "er" and "sie" (every table and every rule is one of them), "sie" as "they" (it is also "she", "it" and "you"),
 * "Fehler" alone (a fault of a machine far more often than of a person), "verweigert" and "abgelehnt" (what systems and
 * agreed criteria do), "alle" and "jeder" (mostly "alle 14 Tage"), "keiner" ("folgt keiner Regel"), "Typ" and "Leiter"
 * (a type, a ladder).
 */
import type { WordLists } from "./wording-lists";

export const german: WordLists = {
  role_nouns: [
    ...["Mitarbeiter(in)", "…mitarbeiter(in)", "Kollege", "Kollegin", "Angestellte(r)", "Beschäftigte(r)"],
    ...["Entwickler(in)", "Ingenieur(in)", "Techniker(in)", "Admin", "Administrator(in)", "Bediener(in)"],
    ...["Maschinenführer(in)", "Arbeiter(in)", "Sachbearbeiter(in)", "Manager(in)", "Chef(in)", "Vorgesetzte(r)"],
    ...["Teamleiter(in)", "Abteilungsleiter(in)", "Vertriebsleiter(in)", "Marketingleiter(in)", "Projektleiter(in)"],
    ...["Direktor(in)", "Geschäftsführer(in)", "Vertriebler(in)", "Außendienstler(in)", "Verkäufer(in)", "Marketer"],
    ...["Einkäufer(in)", "Berater(in)", "Agent(in)", "Analyst(in)", "Referent(in)", "Auftragnehmer(in)"],
    ...["Praktikant(in)", "Werkstudent(in)", "Auszubildende(r)", "Azubi", "Lehrling", "Nutzer(in)", "Benutzer(in)"],
    ...["Anwender(in)", "Person", "Mann", "Frau"],
  ],
  pronouns: [],
  blame_words: [
    ...["nachlässig(e/em/en/er/es)", "fahrlässig(e/em/en/er/es)", "schlampig(e/em/en/er/es)", "faul(e/em/en/er/es)"],
    ...["leichtsinnig(e/em/en/er/es)", "unachtsam(e/em/en/er/es)", "unaufmerksam(e/em/en/er/es)"],
    ...["inkompetent(e/em/en/er/es)", "unfähig(e/em/en/er/es)", "schuld", "selbst schuld", "Verschulden"],
    ...["vergaß(en)", "vergisst", "vergessen", "weigert(e/en)", "weigern", "versäumt(e/en)", "unterließ(en)"],
    ...["menschliche(r/n/s) Versagen", "menschliche(r/n/m) Fehler", "Bedienfehler(n)", "Bedienungsfehler(n)"],
    ...["Benutzerfehler(n)", "Anwenderfehler(n)", "Flüchtigkeitsfehler(n)", "Leichtsinnsfehler(n)"],
    ...["Fehler gemacht", "Fehler begangen", "hätte(n) … müssen", "hätte(n) … sollen"],
  ],
  vague_judgements: [
    ...["schlecht(e/em/en/er/es)", "mangelhaft(e/em/en/er/es)", "unzureichend(e/em/en/er/es)"],
    ...["ungenügend(e/em/en/er/es)", "unangemessen(e/em/en/er/es)", "unsachgemäß(e/em/en/er/es)"],
    ...["mangelnde(r/n) Qualität", "fehlende(r/n) Qualität"],
  ],
  side_subjects: ["die anderen", "die da", "die da oben", "die drüben"],
  side_words: ["Team", "Abteilung", "Mannschaft", "Leute", "Kollegen", "Bereich", "Seite"],
  side_habits: [
    ...["immer", "nie", "niemals", "nur", "ignoriert(e/en)", "ignorieren", "kümmert(e/en) sich nicht"],
    ...["kümmern sich nicht", "interessiert(e/en) sich nicht", "interessieren sich nicht", "will nicht"],
    ...["wollen nicht", "wollte(n) nicht"],
  ],
  missing_solutions: [
    ...["kein(e/en/er) …", "es gibt kein(e/en)", "es gab kein(e/en)", "es war(en) kein(e)", "es ist kein(e)"],
    ...["es fehlt(e/en)", "es fehlen", "fehlende(r/s)", "Fehlen von", "Mangel an", "mangelnde(r/s)", "mangels"],
    ...["hat kein(e/en)", "hatte(n) kein(e/en)", "wir brauchen", "wir benötigen", "wir haben kein(e/en)"],
  ],
  absolutes: ["immer", "nie", "niemals", "niemand(em/en)", "jedermann"],
  exempt: [
    "immer noch",
    "immer wieder",
    "immer mehr",
    "immer öfter",
    "nicht immer",
    "nicht nur",
    "nie wieder",
    "nur noch",
  ],
};
