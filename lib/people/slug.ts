/** Whether this may be the address of a workspace. Anything else, which anybody may have typed, is none. */
export const isSlug = (text: unknown): text is string => typeof text === "string" && /^[a-z0-9-]{1,64}$/.test(text);

/** A name as it stands in an address: "Harbour Instruments" is "harbour-instruments"; what has no Latin letter is "workspace". */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{Mark}/gu, "");
  const words = plain.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return words.slice(0, 40).replace(/^-+|-+$/g, "") || "workspace";
}
