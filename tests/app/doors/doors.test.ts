import { expect, test } from "vitest";
import { actions, inlineActions, pages, routes } from "./walk";

const without = (entries: typeof actions, doors: string[]) =>
  entries.filter(({ door }) => !doors.includes(door)).map(({ file, name }) => `${file} ${name}`);

test("every server action goes through a door", () => {
  expect(actions.length).toBeGreaterThan(40);
  expect(without(actions, ["memberAction", "userAction", "openAction"])).toEqual([]);
  expect(inlineActions).toEqual([]);
});

test("every action of a workspace names its permission", () => {
  expect(actions.filter(({ door, permission }) => door === "memberAction" && !permission)).toEqual([]);
});

test("every route goes through a door", () => {
  const config = ["dynamic", "maxDuration", "runtime"];
  const handlers = routes.filter(({ name }) => !config.includes(name));
  expect(handlers.length).toBeGreaterThan(3);
  expect(without(handlers, ["memberRoute", "deedRoute", "deedsRoute", "visitorRoute", "openRoute"])).toEqual([]);
  // A route of deeds takes the permission of each deed from its table (deeds.test.ts).
  const named = handlers.filter(({ door }) => !["openRoute", "deedRoute", "deedsRoute"].includes(door));
  expect(named.filter(({ permission }) => !permission)).toEqual([]);
});

test("every page goes through a door, and in a workspace through that of its members", () => {
  expect(without(pages, ["requireMember", "openPage"])).toEqual([]);
  const inWorkspace = pages.filter(({ file }) => file.startsWith("app/w/"));
  expect(without(inWorkspace, ["requireMember"])).toEqual([]);
});
