import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { startSession } from "@/lib/people/sessions";
import { aMember } from "../support/worlds";
import { type Filled, fill } from "./fill";
import { openTab, type Tab } from "./tabs";
import { actionNamed, visitor } from "./visits";
import type { Took } from "./walking";

/** Where one of the people has their work: an incident with its tree, and a why in it that nobody else rewords. */
type Desk = { cookie: string; incidentId: string; treeId: string; whyId: string };
const ownWhy = "The rule was made for fairs and is used for everything";
type Place = { incidentId: string; treeId: string; parentId: string };
export type Peopled = Filled & { desks: Desk[] };

/** What one person does: reads a page, or sends something. Each gives back when it was answered. */
export type Step = { name: string; writes: boolean; once(): Promise<unknown> };
export type Person = {
  /** Gives their next step; `chance` is between 0 and 1. */
  next(chance: number): Step;
  /** Opens their browser, which asks for things by itself and notes that in `took`. @returns how to close it */
  come?(took: Took): Promise<() => Promise<void>>;
};

/** A workspace of so many incidents with so many people, each signed in, each with a tree of usual size to work on. */
export async function fillWithPeople(db: Database, incidents: number, people: number): Promise<Peopled> {
  const filled = await fill(db, incidents);
  const { world } = filled;
  const found = await db.execute(sql`
    select it.incident_id as "incidentId", t.id as "treeId", w.id as "parentId"
    from cause_trees t join incident_trees it on it.workspace_id = t.workspace_id and it.tree_id = t.id
    join whys w on w.workspace_id = t.workspace_id and w.tree_id = t.id and w.parent_id is null
    where t.workspace_id = ${world.workspace.id}::uuid and t.settled_at is null
      and (select count(*) from whys where workspace_id = t.workspace_id and tree_id = t.id) < 100
    order by t.created_at desc limit ${people}::int`);
  const places = rows<Place>(found);
  if (places.length === 0) throw new Error("There is no tree to work on: BENCH_LOAD_INCIDENTS is too small.");
  const desks: Desk[] = [];
  for (let number = 0; number < people; number += 1) {
    const teamId = number % 2 ? world.sales : world.marketing;
    const member = await aMember(db, world, { name: `Person number ${number}`, role: "member", teamId });
    const cookie = `common-cause=${await startSession(db, member.userId)}`;
    const place = places[number % places.length];
    if (!place) continue;
    const { incidentId, treeId, parentId } = place;
    const whyId = v7();
    await db.execute(sql`
      insert into whys (id, workspace_id, tree_id, parent_id, position, text, status, author_id, side_id)
      values (${whyId}, ${world.workspace.id}, ${treeId}, ${parentId}, ${`z${number}`}, ${ownWhy}, 'hypothesis', ${member.id}, ${teamId})`);
    desks.push({ cookie, incidentId, treeId, whyId });
  }
  return { ...filled, desks };
}

/** Of twenty-two things people do, twenty are reading. */
const weights = {
  today: 5,
  incidents: 3,
  incident: 3,
  tree: 4,
  trends: 2,
  improvements: 3,
  log: 1,
  reword: 0.5,
  comment: 0.5,
};
type Deed = keyof typeof weights;
const inAll = Object.values(weights).reduce((sum, weight) => sum + weight, 0);

/** Links are followed within the open window, which asks for the page as data; a link in a mail or a reload is a whole document. */
const documentEach = 5;

export async function peopleAt(origin: string, { world, desks }: Peopled): Promise<Person[]> {
  const base = `/w/${world.workspace.slug}`;
  const reword = actionNamed("rewordWhyAction");
  return Promise.all(
    desks.map(async ({ cookie, incidentId, treeId, whyId }): Promise<Person> => {
      const { read, follow, form, act } = visitor(origin, cookie);
      const line = { title: "Leads of the fair came without a telephone number", occurredOn: "2015-01-05" };
      const said = {
        subjectId: incidentId,
        on: "incident",
        whyId: "",
        text: "Seen again this week, on the same list.",
      };
      const today = `${base}/today`;
      const incident = `${base}/incidents/${incidentId}`;
      const tree = `${base}/causes/${treeId}`;
      const logging = await form(today, line);
      const commenting = await form(incident, said);
      let tab: Tab | undefined;
      const look = async (path: string, asked: Promise<string>) => {
        const page = await asked;
        tab?.shows(path, page);
      };
      let opened = 0;
      const open = (path: string) => look(path, opened++ % documentEach ? follow(path) : read(path));
      let before = ownWhy;
      let times = 0;
      const rewording = async () => {
        const now = `${ownWhy}, said ${++times} times`;
        await act(tree, reword, [world.workspace.slug, null], { treeId, whyId, text: now, before });
        before = now;
      };
      const deeds: Record<Deed, () => Promise<unknown>> = {
        today: () => open(today),
        incidents: () => open(`${base}/incidents`),
        incident: () => open(incident),
        tree: () => open(tree),
        trends: () => open(`${base}/trends`),
        improvements: () => open(`${base}/improvements`),
        log: () => look(today, logging.scripted()),
        reword: rewording,
        comment: () => look(incident, commenting.scripted()),
      };
      return {
        next: (chance) => stepOf(deedAt(chance), deeds),
        async come(took) {
          const begun = openTab(origin, cookie, base, took);
          tab = begun;
          opened = 0;
          await deeds.today();
          return () => {
            tab = undefined;
            return begun.close();
          };
        },
      };
    }),
  );
}

const stepOf = (name: Deed, deeds: Record<Deed, () => Promise<unknown>>): Step => ({
  name,
  writes: name === "log" || name === "reword" || name === "comment",
  once: deeds[name],
});

function deedAt(chance: number): Deed {
  let left = chance * inAll;
  for (const [name, weight] of Object.entries(weights)) {
    left -= weight;
    if (left < 0) return name as Deed;
  }
  return "today";
}

/** The same number of people at the floor, which has one page and one form. */
export async function peopleAtFloor(origin: string, people: number): Promise<Person[]> {
  const { read, form } = visitor(origin);
  const { scripted } = await form("/note", { text: "Leads of the fair came without a telephone number" });
  const reading: Step = { name: "list", writes: false, once: () => read("/") };
  const writing: Step = { name: "note", writes: true, once: scripted };
  const share = (weights.log + weights.reword + weights.comment) / inAll;
  return Array.from({ length: people }, () => ({ next: (chance) => (chance < share ? writing : reading) }));
}
