export type Confirmations = {
  firstConfirmedById: string | null;
  secondConfirmedById: string | null;
  neutralConfirmedById: string | null;
};

/** method 6.4: an amount stands once both sides have confirmed it, or finance (a neutral member) has. */
export const isConfirmed = ({
  firstConfirmedById,
  secondConfirmedById,
  neutralConfirmedById,
}: Confirmations): boolean =>
  (firstConfirmedById !== null && secondConfirmedById !== null) || neutralConfirmedById !== null;

type Pair = { firstTeamId: string; secondTeamId: string };

/** Which of the three a member speaks for. */
export function voiceOf(teamId: string | null, { firstTeamId, secondTeamId }: Pair): keyof Confirmations {
  if (teamId === firstTeamId) return "firstConfirmedById";
  return teamId === secondTeamId ? "secondConfirmedById" : "neutralConfirmedById";
}

/** A change of the figures takes every confirmation away: nobody has confirmed these. */
export const unconfirmed: Confirmations = {
  firstConfirmedById: null,
  secondConfirmedById: null,
  neutralConfirmedById: null,
};
