import { expect, test } from "vitest";
import { emailAddress } from "@/lib/people/input";
import { isTimeZone, localeTags, timeZones } from "@/lib/people/places";
import { slugOf } from "@/lib/people/slug";

test.each([
  ["Harbour Instruments", "harbour-instruments"],
  ["  Müller & Söhne GmbH ", "muller-sohne-gmbh"],
  ["日本", "workspace"],
  ["../../etc", "etc"],
  [`${"long ".repeat(20)}`, "long-long-long-long-long-long-long-long"],
])("the address of a workspace called %j is %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a time zone is a place the machine knows, not an offset", () => {
  expect(["Europe/Berlin", "UTC", "Asia/Kathmandu"].every(isTimeZone)).toBe(true);
  expect(["", "Mars/Base", "+05:30", "Europe/Berlin\0"].some(isTimeZone)).toBe(false);
});

test("the zone that stands is among those to choose from", () => {
  expect(timeZones("Etc/GMT+3")).toContain("Etc/GMT+3");
  expect(timeZones()[0]).toBe("UTC");
});

test("each locale on the list is one that figures and days can be written in", () => {
  expect(Intl.DateTimeFormat.supportedLocalesOf([...localeTags])).toEqual([...localeTags]);
});

test.each(["", "hanne", "hanne@", "@mill.example", "a b@mill.example", `${"x".repeat(250)}@mill.example`])(
  "%j is no e-mail address",
  (text) => {
    expect(emailAddress.safeParse(text).success).toBe(false);
  },
);
