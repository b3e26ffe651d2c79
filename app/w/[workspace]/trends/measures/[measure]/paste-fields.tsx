"use client";

import { useOutcome } from "@/app/_ui/form";
import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Icon } from "@/app/_ui/icon";

type PasteProps = { measureId: string; period: "week" | "month"; locale: string };
type Entered = { created: number; changed: number; unchanged: number };

/** The fields for many values; each line that cannot be read is named, and what was pasted stays. */
export function PasteFields({ measureId, period, locale }: PasteProps) {
  const { outcome } = useOutcome();
  const faults = outcome.fields?.lines ?? [];
  const entered = outcome.done ? (outcome.result as Entered | undefined) : undefined;
  const isRefused = !outcome.done && outcome.typed !== undefined;
  return (
    <details className="folded" open={isRefused || entered !== undefined || undefined}>
      <summary>
        <Icon name="right" />
        Paste many, or choose a file
      </summary>
      <div className="form">
        <input type="hidden" name="measureId" value={measureId} />
        {entered && (
          <p className="form-message good" role="status">
            {saidOf(entered, locale)}
          </p>
        )}
        <FormTextArea
          label="A period and a value in each line"
          name="lines"
          rows={6}
          spellCheck={false}
          help={`As they stand in a sheet: ${period === "week" ? "a day of the week or 2026-W10" : "2026-03 or a day in it"}, the value and perhaps a note, parted by a tab, a semicolon or a comma.`}
        />
        {faults.length > 1 && (
          <ul className="findings" aria-label="What cannot be read">
            {faults.map((fault) => (
              <li key={fault}>
                <Icon name="x" />
                <span>{fault}</span>
              </li>
            ))}
          </ul>
        )}
        <FormField
          label="Or a file of such lines"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          help="CSV, at most 400 kB."
        />
        <div className="buttons">
          <SubmitButton variant="edged">Take them in</SubmitButton>
        </div>
      </div>
    </details>
  );
}

function saidOf({ created, changed, unchanged }: Entered, locale: string): string {
  const many = (count: number) => count.toLocaleString(locale);
  return `${many(created)} new, ${many(changed)} changed, ${many(unchanged)} unchanged.`;
}
