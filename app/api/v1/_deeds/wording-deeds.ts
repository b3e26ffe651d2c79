import { changeWordList, chooseWordingLanguages, restoreWordList } from "@/lib/causes/wording-settings";
import { restoreWordListInput, wordingLanguagesInput, wordListInput } from "@/lib/causes/wording-settings-input";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/wording/…`; a workspace has one wording, so the address names none. */
export const wordingDeeds: Deeds = {
  "choose-wording-languages": deed(
    "wording:manage",
    "Says in which languages people write here; `seenLanguages` are those you saw, with a space between them.",
    wordingLanguagesInput,
    chooseWordingLanguages,
  ),
  "change-word-list": deed(
    "wording:manage",
    "Makes a list your own, a word or phrase a line; version 0 is the list that comes with the program.",
    wordListInput,
    changeWordList,
  ),
  "restore-word-list": deed(
    "wording:manage",
    "Goes back to the list that comes with the program.",
    restoreWordListInput,
    restoreWordList,
  ),
};
