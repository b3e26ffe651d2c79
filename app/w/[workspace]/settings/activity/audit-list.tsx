import { formatDay } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import type { AuditEntry, AuditPlace } from "@/lib/activity/audit";
import type { AuditFilter } from "@/lib/activity/audit-filter";
import { auditWords } from "@/lib/activity/audit-sentences";
import { activityKinds } from "@/lib/activity/kinds";

type Props = {
  workspace: string;
  entries: AuditEntry[];
  teams: { id: string; name: string }[];
  reader: { locale: string; timeZone: string };
  /** The address of this list with something else in it. */
  to: (more: Partial<AuditFilter>) => string;
};

const pages: Record<AuditPlace, (id: string) => string> = {
  incident: (id) => `/incidents/${id}`,
  tree: (id) => `/causes/${id}`,
  root_cause: (id) => `/root-causes/${id}`,
  improvement: (id) => `/improvements/${id}`,
  measure: (id) => `/trends/measures/${id}`,
  cycle: (id) => `/cycles/${id}`,
  member: (id) => `/settings/people#${id}`,
};
/** Of a long text its beginning; the whole stands where it belongs, and in the export. */
const longest = 160;
const beginning = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text);

export function AuditList({ workspace, entries, teams, reader, to }: Props) {
  const names = Object.fromEntries(teams.map(({ id, name }) => [id, name]));
  const exact = new Intl.DateTimeFormat(reader.locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: reader.timeZone,
  });
  return (
    <ul className="rows">
      {entries.map((entry) => {
        const { who, says, quote } = auditWords(entry, names, (day) => formatDay(day, reader.locale));
        const { subject, place, subjectId, sequence, at } = entry;
        const kind = entry.verb.split(".")[0] ?? "";
        return (
          <li key={sequence}>
            <p className="who">
              {who && <strong>{who}</strong>} {says}
              {quote && (
                <>
                  : <em className="serif">“{beginning(quote)}”</em>
                </>
              )}
              <small>
                <time dateTime={at.toISOString()}>{exact.format(at)}</time> ·{" "}
                {activityKinds[kind as keyof typeof activityKinds] ?? kind}
                {subject && (
                  <>
                    {" · "}
                    {place ? (
                      <Link className="link" href={`/w/${workspace}${pages[place](subjectId)}`}>
                        {beginning(subject)}
                      </Link>
                    ) : (
                      beginning(subject)
                    )}
                    {" · "}
                    <Link
                      className="link"
                      href={to({ about: subjectId })}
                      aria-label={`Only what belongs to ${subject}`}
                    >
                      only this
                    </Link>
                  </>
                )}
              </small>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
