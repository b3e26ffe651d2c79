import { Fragment } from "react";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import type { ImportItem, PreviewItem } from "@/lib/portability/import-run";

type Item = Omit<PreviewItem, "words"> | ImportItem;

/** What came, or would come, of each file: counts, what could not be taken as it is said, and faults at their places. */
export function CaseItems({ items, workspace }: { items: readonly Item[]; workspace: string }) {
  return (
    <ul className="rows">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may be chosen twice, and the list only grows
        <li key={at}>
          <div className="who">
            <p>
              {item.title ?? (item.name || "What you pasted")}
              <small>{said(item)}</small>
            </p>
            <Lines item={item} />
            <Made item={item} workspace={workspace} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function said({ title, name, report, faults }: Item): string {
  const file = title && name ? `${name} · ` : "";
  if (faults.length > 0) {
    const many = faults.length === 1 ? "One fault" : `${faults.length.toLocaleString("en")} faults`;
    return `${file}${many}. Nothing of it is taken in.`;
  }
  if (!report) return file;
  const { created, changed, unchanged } = report;
  return `${file}${created.toLocaleString("en")} new, ${changed.toLocaleString("en")} changed, ${unchanged.toLocaleString("en")} unchanged`;
}

function Lines({ item: { report, faults } }: { item: Item }) {
  const newTeams = report && "newTeams" in report ? report.newTeams : [];
  const findings = faults.length > 0 ? [] : (report?.findings ?? []);
  if (faults.length + findings.length + newTeams.length === 0) return null;
  return (
    <ul className="findings">
      {faults.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <Icon name="x" />
          <span>
            {message}
            <code className="place">{path || "the whole file"}</code>
          </span>
        </li>
      ))}
      {newTeams.length > 0 && (
        <li>
          <Icon name="plus" />
          <span>
            {newTeams.length === 1 ? "A new team" : "New teams"}: {newTeams.join(" and ")}
          </span>
        </li>
      )}
      {findings.map(({ tree, why, code, message }) => (
        <li key={`${tree} ${why} ${code} ${message}`}>
          <Icon name="dash" />
          <span>
            {message}
            <span className="place">
              Tree {tree}, why {why}
              {!aboutOthers.has(code) && " · taken in without its ending"}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** These say themselves what became of it; every other one is about an ending. */
const aboutOthers = new Set(["removed", "removed_above", "evidence_removed", "no_supporting_evidence"]);

/** The way to what was made. */
function Made({ item: { report }, workspace }: { item: Item; workspace: string }) {
  if (!report || !("trees" in report)) return null;
  const links = [
    ...report.incidents.map(({ key, id }) => ({ href: `/w/${workspace}/incidents/${id}`, words: `Incident ${key}` })),
    ...report.trees.map(({ key, id }) => ({ href: `/w/${workspace}/causes/${id}`, words: `Tree ${key}` })),
  ];
  return (
    <p>
      {links.slice(0, mostLinks).map(({ href, words }, at) => (
        <Fragment key={href}>
          {at > 0 && " · "}
          <Link href={href} className="link">
            {words}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}

/** A file of hundreds is looked at in the list of incidents. */
const mostLinks = 12;
