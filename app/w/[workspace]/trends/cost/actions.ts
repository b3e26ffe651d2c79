"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import {
  addFrictionForm,
  addFrictionInput,
  changeFrictionForm,
  changeFrictionInput,
  confirmFrictionInput,
  frictionLineInput,
} from "@/lib/friction/input";
import { addFriction, changeFriction, confirmFriction, removeFriction, restoreFriction } from "@/lib/friction/ledger";
import { readFigures } from "@/lib/friction/typed-figures";

const roomOf = (workspace: string) => `/w/${workspace}/trends/cost`;

export const addFrictionAction = memberAction("ledger:write", addFrictionForm, async (member, form, workspace) => {
  const inputs = readFigures(form.code, form, member.locale);
  await addFriction(database(), member, addFrictionInput.parse({ ...form, inputs }));
  revalidatePath(`/w/${workspace}`, "layout");
  leadTo(`${roomOf(workspace)}#${form.id}`);
});

export const changeFrictionAction = memberAction(
  "ledger:write",
  changeFrictionForm,
  async (member, form, workspace) => {
    const inputs = readFigures(form.code, form, member.locale);
    await changeFriction(database(), member, changeFrictionInput.parse({ ...form, inputs }));
    revalidatePath(`/w/${workspace}`, "layout");
    leadTo(`${roomOf(workspace)}#${form.lineId}`);
  },
);

const shown =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await deed(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  };

export const removeFrictionAction = memberAction("ledger:write", frictionLineInput, shown(removeFriction));
export const restoreFrictionAction = memberAction("ledger:write", frictionLineInput, shown(restoreFriction));
export const confirmFrictionAction = memberAction("ledger:write", confirmFrictionInput, shown(confirmFriction));
