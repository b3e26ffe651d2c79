import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { type Address, addressOf, isFiltered, withoutFilters } from "./filters";

/** An empty board or list: emptied by its filters, or nothing is planned yet. */
export function Nothing({ workspace, address, action }: { workspace: string; address: Address; action?: ReactNode }) {
  if (isFiltered(address))
    return (
      <Empty action={<ButtonLink href={addressOf(workspace, address, withoutFilters)}>Show all</ButtonLink>}>
        No improvement fits these filters.
      </Empty>
    );
  return (
    <Empty action={action}>
      An improvement says what will change, what we expect of it and how we will see. The other side looks whether it
      came true.
    </Empty>
  );
}
