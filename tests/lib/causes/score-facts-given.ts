import type { WordingCode } from "@/db/terms";
import type { TextFinding } from "@/lib/causes/finding";
import type { ScoreFacts } from "@/lib/causes/score";

/** An incident that says all there is to say; nothing acts on the root causes yet. */
export const completeFacts: ScoreFacts = {
  onlyCauseReason: null,
  problem: { handOff: true, day: true, extent: true, expected: true },
  followedIds: [],
  targetStrengths: {},
};

export const aFinding = (code: WordingCode, settlements: TextFinding["settlements"] = []): TextFinding => ({
  code,
  message: "Compared with which standard, by how much?",
  name: false,
  settlements,
});
