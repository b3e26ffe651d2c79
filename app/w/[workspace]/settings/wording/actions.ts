"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { changeWordList, chooseWordingLanguages, restoreWordList } from "@/lib/causes/wording-settings";
import { restoreWordListInput, wordingLanguagesInput, wordListInput } from "@/lib/causes/wording-settings-input";

const room = (workspace: string) => `/w/${workspace}/settings/wording`;

export const chooseWordingLanguagesAction = memberAction(
  "wording:manage",
  wordingLanguagesInput,
  async (member, input, workspace) => {
    await chooseWordingLanguages(database(), member, input);
    revalidatePath(room(workspace));
  },
);

export const changeWordListAction = memberAction("wording:manage", wordListInput, async (member, input, workspace) => {
  await changeWordList(database(), member, input);
  revalidatePath(room(workspace));
});

export const restoreWordListAction = memberAction(
  "wording:manage",
  restoreWordListInput,
  async (member, input, workspace) => {
    await restoreWordList(database(), member, input);
    revalidatePath(room(workspace));
  },
);
