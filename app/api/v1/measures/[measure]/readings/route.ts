import { NextResponse } from "next/server";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { enterReadings } from "@/lib/measures/entering";
import { enterReadingsInput } from "@/lib/measures/input";
import { findMeasure } from "@/lib/measures/queries";
import { refuse } from "@/lib/refusal";

const mostBytes = 1024 * 1024;
const body = z.record(z.string(), z.unknown(), "Send the readings as a list.");

/**
 * Takes a list of readings, or an object that holds it as `readings`: all or none. A period that had another value takes
 * the new one, and the same list again changes nothing.
 */
export const POST = memberRoute<{ measure: string }>("measure:write", async ({ member, params, request }) => {
  if (!(await findMeasure(database(), member, params.measure))) refuse("not_found", "This measure does not exist.");
  const sent = await readJson(request, mostBytes);
  const given = Array.isArray(sent) ? { readings: sent } : body.parse(sent);
  const input = enterReadingsInput.parse({ ...given, measureId: params.measure });
  return NextResponse.json(await enterReadings(database(), member, input));
});
