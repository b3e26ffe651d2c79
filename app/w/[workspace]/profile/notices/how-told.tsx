import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Saved } from "@/app/_ui/saved";
import type { NoticeSettingsInput } from "@/lib/mail/notice-settings-input";
import { editNoticeSettingsAction } from "./actions";

const digests = [
  {
    value: "daily",
    label: "Once a day",
    note: "All that is new in one mail; on days with nothing to say there is none.",
  },
  { value: "weekly", label: "Once a week", note: "The same, on the day you choose." },
  { value: "each", label: "Each at once", note: "A mail for each notice, within minutes." },
  { value: "none", label: "None", note: "You look into the app yourself." },
];

const trendMails = [
  { value: "monthly", label: "Every month", note: "On the first such day of a month as you choose below." },
  { value: "weekly", label: "Every week", note: "On the day you choose below." },
  { value: "none", label: "Not by mail", note: "You open Trends yourself." },
];

type Props = {
  workspace: string;
  choice: NoticeSettingsInput;
  locale: string;
  timeZone: string;
  workspaceTimeZone: string;
};

export function HowTold({ workspace, choice, locale, timeZone, workspaceTimeZone }: Props) {
  const hours = hoursIn(locale);
  const chosen = (hour: number | null) => (hour === null ? "" : String(hour));
  return (
    <ActionForm action={editNoticeSettingsAction.bind(null, workspace)} className="form" label="How you are told">
      <FormChoices label="How often" name="digest" defaultValue={choice.digest} options={digests} />
      <FormChoices
        label="The trends, in six sentences"
        name="trendMail"
        defaultValue={choice.trendMail}
        options={trendMails}
      />
      <div className="fields">
        <FormSelect
          label="At what hour"
          name="sendHour"
          defaultValue={String(choice.sendHour)}
          options={hours}
          help={
            timeZone === workspaceTimeZone
              ? `By your own clock: ${timeZone}.`
              : `By your own clock: ${timeZone}. The trends come by that of the workspace: ${workspaceTimeZone}.`
          }
        />
        <FormSelect
          label="On which day of the week"
          name="weekday"
          defaultValue={String(choice.weekday)}
          options={weekdays()}
          help="For what comes once a week or once a month."
        />
      </div>
      <div className="fields">
        <FormSelect
          label="Quiet from"
          name="quietFrom"
          defaultValue={chosen(choice.quietFrom)}
          options={hours}
          nothing="No quiet hours"
          help="In quiet hours no mail is sent; it comes after."
        />
        <FormSelect
          label="Quiet until"
          name="quietUntil"
          defaultValue={chosen(choice.quietUntil)}
          options={hours}
          nothing="No quiet hours"
          help="May be on the next morning."
        />
      </div>
      <div className="buttons">
        <SubmitButton>Save</SubmitButton>
        <Saved />
      </div>
    </ActionForm>
  );
}

function hoursIn(locale: string) {
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: clock.format(new Date(Date.UTC(2026, 0, 1, hour))),
  }));
}

/** In English, as all words of the program; days and figures alone follow the locale. */
function weekdays() {
  const name = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => ({
    value: String(day + 1),
    label: name.format(new Date(Date.UTC(2024, 0, 1 + day))),
  }));
}
