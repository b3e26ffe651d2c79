import { performance } from "node:perf_hooks";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { hashPassword } from "@/lib/people/passwords";
import { signIn } from "@/lib/people/sign-in";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";

const db = await testDatabase();
const rounds = 40;

/** Milliseconds until somebody with a wrong password is told so. */
async function timeOf(email: string): Promise<number> {
  const began = performance.now();
  await signIn(db, { email, password: "not the one at all" }, v7()).catch(() => {});
  return performance.now() - began;
}

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

// Whatever else the machine does meanwhile hits both alike only in the long run, so a round that was disturbed is repeated.
test("how long a refusal takes does not tell whether an address is known", { retry: 2, timeout: 60_000 }, async () => {
  const mill = await aWorkspace(db);
  const passwordHash = await hashPassword("the river runs under the mill");
  const known: string[] = [];
  for (let i = 0; i < rounds / 4; i += 1)
    known.push(
      `${(await aMember(db, mill, { name: "Marta Ruiz", role: "member", passwordHash })).userId}@people.example`,
    );
  await timeOf(`${v7()}@nobody.example`); // the first one ever makes nobody's hash

  const differences: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const who = known[round % known.length] ?? "";
    const unknown = `${v7()}@nobody.example`;
    // Each goes first as often as second.
    const [one, other] = round % 2 === 0 ? [who, unknown] : [unknown, who];
    const [first, second] = [await timeOf(one), await timeOf(other)];
    differences.push(round % 2 === 0 ? first - second : second - first);
  }

  expect(Math.abs(median(differences))).toBeLessThan(10);
});
