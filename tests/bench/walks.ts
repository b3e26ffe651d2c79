import { commonWord, type Filled, rareWord } from "./fill";
import { visitor } from "./visits";

/** What people do again and again; each is done once per call. */
export type Walks = Record<string, () => Promise<unknown>>;

/** The pages whose cost must not grow with the number of incidents. */
export async function pagesOf(
  origin: string,
  { world, cookie, incidentId, treeId, largeTreeId }: Filled,
): Promise<Walks> {
  const { read } = visitor(origin, cookie);
  const base = `/w/${world.workspace.slug}`;
  const list = `${base}/incidents`;
  const addresses: Record<string, string> = {
    "incident list": list,
    "incident list, 20th page": await twentiethPage(read, list),
    "incident list, one side": `${list}?side=${world.sales}`,
    "incident list, severity and hand-off": `${list}?severity=4&handOff=Brief+to+campaign`,
    "incident list, search for a rare word": `${list}?text=${rareWord}`,
    "incident list, search for a common word": `${list}?text=${commonWord}`,
    incident: `${base}/incidents/${incidentId}`,
    "cause tree of 12 whys": `${base}/causes/${treeId}`,
    "cause tree of 500 whys": `${base}/causes/${largeTreeId}`,
    today: `${base}/today`,
  };
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, () => read(address)]));
}

const words = "Leads of the fair came without a telephone number";

/**
 * Logging friction by the line on Today, as browsers with and without JavaScript send it. Of a day before all others: else
 * the lists would soon show nothing but these, which say less than others do and are cheaper to draw.
 */
export async function loggingOf(
  origin: string,
  { world, cookie }: Pick<Filled, "world" | "cookie">,
  occurredOn = "2015-01-05",
): Promise<Walks> {
  const { scripted, plain } = await visitor(origin, cookie).form(`/w/${world.workspace.slug}/today`, {
    title: words,
    occurredOn,
  });
  return { "logging an incident": scripted, "logging without JavaScript": plain };
}

/** The least Next.js app: its list, and its action sent in the same two ways. */
export async function floorWalks(origin: string): Promise<Walks> {
  const { read, form } = visitor(origin);
  const { scripted, plain } = await form("/note", { text: words });
  return { "floor list": () => read("/"), "floor action": scripted, "floor action without JavaScript": plain };
}

/** By the links of the list, as a person comes there. */
async function twentiethPage(read: (path: string) => Promise<string>, list: string): Promise<string> {
  let at = list;
  for (let page = 2; page <= 20; page++) {
    const [, older] = /href="([^"]*[?&;]after=[^"]*)"/.exec(await read(at)) ?? [];
    if (!older) throw new Error(`The list ended before page ${page}.`);
    at = older.replaceAll("&amp;", "&");
  }
  return at;
}
