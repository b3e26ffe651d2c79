import { expect, test } from "vitest";
import { hashPassword } from "@/lib/people/passwords";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { comeAs } from "./visitor";

const db = await testDatabase();

test("a refused change of password sends no password back", async () => {
  const { changePasswordAction } = await import("@/app/w/[workspace]/profile/actions");
  const passwordHash = await hashPassword("the river runs under the mill");
  const member = await aMember(db, await aWorkspace(db), { name: "Marta Ruiz", role: "member", passwordHash });
  const form = new FormData();
  form.set("current", "the river runs past the mill");
  form.set("password", "a lantern above the weir");

  comeAs(await startSession(db, member.userId));
  const wrong = await changePasswordAction({ done: false }, form);
  comeAs(undefined);
  const signedOut = await changePasswordAction({ done: false }, form);

  expect(wrong).toMatchObject({ done: false, fields: { current: [expect.any(String)] } });
  expect(JSON.stringify([wrong, signedOut])).not.toMatch(/river|lantern/);
});
