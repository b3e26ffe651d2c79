"use client";

import { useOutcome } from "@/app/_ui/form";

type OvertakenProps = {
  /** The version the person saw when the page was made. */
  version: number | ""; // empty: nothing stood there yet
  name?: string;
  /** What to show of the text that stands; `words` says codes and ids in words. */
  fields?: { name: string; label: string; words?: Record<string, string> }[];
  /** Where the standing text is seen alone. */
  here?: string;
};

/**
 * Somebody was faster: what stands now is shown beside what was typed, and sending again keeps one's own. The hidden
 * version goes along, so the second sending names what the person has seen by then.
 */
export function Overtaken({ version, name = "version", fields = [], here }: OvertakenProps) {
  const { standing, typed } = useOutcome().outcome;
  const now = isRecord(standing) ? standing : undefined;
  const seen = typeof now?.version === "number" ? now.version : version;
  const differing = fields.filter((field) => now && text(now[field.name]) !== (typed?.[field.name] ?? ""));
  return (
    <>
      <input type="hidden" name={name} value={seen} />
      {now && fields.length > 0 && (
        <div className="versions" role="status">
          <div>
            <p className="label">What stands now</p>
            {differing.length === 0 && <p className="words">The same as yours.</p>}
            {differing.map(({ name: field, label, words }) => {
              const value = text(now[field]);
              return (
                <div key={field} className="mt-2">
                  <p className="label">{label}</p>
                  <p className="words long">{(words?.[value] ?? value) || "nothing"}</p>
                </div>
              );
            })}
          </div>
          <p className="note">
            Yours is in the fields. Send it again to keep yours, or write the two together first.{" "}
            <a className="link" href={here}>
              Keep what stands
            </a>
          </p>
        </div>
      )}
    </>
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
