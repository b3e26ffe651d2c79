import { roles } from "@/db/terms";
import { roleWords } from "@/lib/people/role-words";

export const roleChoices = roles.map((role) => ({ value: role, label: roleWords[role].name }));

export const teamChoices = (teams: { id: string; name: string }[]) =>
  teams.map(({ id, name }) => ({ value: id, label: name }));
