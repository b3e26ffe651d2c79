import type { Role } from "@/db/terms";

export type Side = "marketing" | "sales";

/** The people of the example, at Harbour Instruments, who sell flow meters. */
export const people = {
  ines: { name: "Ines Okafor", role: "lead", side: "marketing" },
  tomasz: { name: "Tomasz Wolny", role: "member", side: "marketing" },
  priya: { name: "Priya Nair", role: "member", side: "marketing" },
  jonas: { name: "Jonas Lindqvist", role: "lead", side: "sales" },
  marta: { name: "Marta Ruiz", role: "member", side: "sales" },
  hanne: { name: "Hanne Vogel", role: "owner", side: null },
  aubert: { name: "C. Aubert", role: "executive", side: null },
} as const satisfies Record<string, { name: string; role: Role; side: Side | null }>;

export type Person = keyof typeof people;

/** The one whose seat a visitor takes. */
export const visitor: Person = "jonas";

export const addressOf = (person: Person): string =>
  `${people[person].name.toLowerCase().replace(/\W+/g, ".")}@harbour.example`;
