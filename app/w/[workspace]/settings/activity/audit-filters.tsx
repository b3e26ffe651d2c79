import { Button, ButtonLink } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import type { AuditFilter } from "@/lib/activity/audit-filter";
import { activityKinds, everyActivityKind } from "@/lib/activity/kinds";

type Props = {
  home: string;
  filter: AuditFilter;
  people: { id: string; name: string; hasLeft: boolean }[];
  /** What it is narrowed to, in words, and the address without that. */
  about: string | undefined;
  withoutAbout: string;
};

/** A plain form: what it says stands in the address, so that it can be kept, sent and gone back to. */
export function AuditFilters({ home, filter, people, about, withoutAbout }: Props) {
  const { person, kind, since, until } = filter;
  const whoever = [
    ...people.map(({ id, name, hasLeft }) => ({ value: id, label: hasLeft ? `${name} (has left)` : name })),
    { value: "nobody", label: "Nobody: the program itself" },
  ];
  const kinds = everyActivityKind.map((one) => ({ value: one, label: activityKinds[one] }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser yet
    <form className="form" action={home} role="search" aria-label="Narrow the activity">
      {about && (
        <p>
          <input type="hidden" name="about" value={filter.about} />
          <Link className="filter set" href={withoutAbout} aria-label={`No longer only ${about}`}>
            Only {about.length > 60 ? `${about.slice(0, 59)}…` : about}
            <Icon name="x" />
          </Link>
        </p>
      )}
      <div className="fields">
        <Select label="Who" name="person" nothing="Everybody" options={whoever} defaultValue={person ?? ""} />
        <Select label="Kind" name="kind" nothing="All kinds" options={kinds} defaultValue={kind ?? ""} />
      </div>
      <div className="fields">
        <Field label="From" name="since" type="date" defaultValue={since} />
        <Field label="Until" name="until" type="date" defaultValue={until} />
      </div>
      <div className="buttons">
        <Button type="submit" variant="primary">
          Show
        </Button>
        <ButtonLink variant="plain" href={home}>
          Show all
        </ButtonLink>
      </div>
    </form>
  );
}
