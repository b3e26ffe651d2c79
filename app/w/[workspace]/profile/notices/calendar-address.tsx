import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { ShownOnce } from "../../settings/shown-once";
import { makeCalendarAddressAction, withdrawCalendarAddressAction } from "./actions";

/** An address that other calendars can subscribe to; whoever has it can read it. */
export function CalendarAddress({ workspace, hasOne }: { workspace: string; hasOne: boolean }) {
  return (
    <>
      <p>
        An address for the calendar you use elsewhere: all days on which something waits for you, for a year ahead.
        Whoever has the address can read it.{" "}
        {hasOne && "You have made one; a new one takes its place, and the old one opens nothing any more."}
      </p>
      <ActionForm action={makeCalendarAddressAction.bind(null, workspace)} className="form" label="Address">
        <ShownOnce label="The address" help="It is shown this once; only a mark of it is kept." />
        <div className="buttons">
          <SubmitButton variant="edged">{hasOne ? "Make a new address" : "Make an address"}</SubmitButton>
        </div>
      </ActionForm>
      {hasOne && (
        <ActionForm action={withdrawCalendarAddressAction.bind(null, workspace)} className="form" label="Withdraw it">
          <div className="buttons">
            <SubmitButton variant="plain">Withdraw the address</SubmitButton>
          </div>
        </ActionForm>
      )}
    </>
  );
}
