import type { Metadata } from "next";
import { ownAddress } from "@/app/_server/own-address";
import { requireMember } from "@/app/_server/visitor";
import { SectionTitle } from "@/app/_ui/section-title";
import { bodyOf } from "@/app/api/v1/_deeds/openapi";
import { type Operation, operations } from "@/app/api/v1/_deeds/operations";
import { type JsonShape, jsonShapeOf } from "@/lib/api/json-shape";
import { SettingsFrame } from "../settings-frame";

export const metadata: Metadata = { title: "API" };

const groups = [...new Set(operations.map(({ group }) => group))];

/** What programs may do here, from the same shapes as the doors, to be read by people. */
export default async function ApiPage({ params }: PageProps<"/w/[workspace]/settings/api">) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const address = new URL("/api/v1", ownAddress()).href;
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="API">
      <section className="setting" aria-labelledby="how">
        <SectionTitle id="how">How to ask</SectionTitle>
        <p>
          Everything below is asked under <code>{address}</code> with a token of this workspace as{" "}
          <code>Authorization: Bearer …</code>. A token may do what its member may do. Bodies and answers are JSON; what
          is refused is answered with <code>{"{errors: [{path, message}]}"}</code>. The same description for programs:{" "}
          <a className="link" href="/api/v1/openapi.json">
            openapi.json
          </a>
          .
        </p>
      </section>
      {groups.map((group) => (
        <section key={group} className="setting api" aria-label={group}>
          <SectionTitle>{group}</SectionTitle>
          {operations
            .filter((operation) => operation.group === group)
            .map((operation) => (
              <OperationText key={`${operation.method} ${operation.path}`} operation={operation} />
            ))}
        </section>
      ))}
    </SettingsFrame>
  );
}

function OperationText({ operation }: { operation: Operation }) {
  const { method, path, says, permission, query } = operation;
  const body = bodyOf(operation);
  const fields = Object.entries(body?.properties ?? (query ? jsonShapeOf(query).properties : undefined) ?? {});
  return (
    <details>
      <summary>
        <code>
          {method} {path}
        </code>
        <span>{says}</span>
      </summary>
      <p className="note">Needs the right “{permission}”.</p>
      {fields.length > 0 && (
        <dl className="props">
          {fields.map(([name, shape]) => (
            <div key={name} className="contents">
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                {saidOf(shape)}
                {body?.required?.includes(name) ? ", needed" : ""}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}

/** A shape in a few words: its type, its choices, its limits. */
function saidOf(shape: JsonShape): string {
  const options = (shape.anyOf ?? shape.oneOf) as JsonShape[] | undefined;
  if (options) return options.map(saidOf).join(" or ");
  if (Array.isArray(shape.enum)) return shape.enum.join(" | ");
  if (shape.const !== undefined) return String(shape.const);
  const type = Array.isArray(shape.type) ? shape.type.join(" or ") : (shape.type ?? "anything");
  const limits = [
    shape.format && String(shape.format),
    shape.minimum !== undefined && shape.maximum !== undefined && `${shape.minimum} to ${shape.maximum}`,
    shape.maxLength !== undefined && `at most ${shape.maxLength} characters`,
  ].filter(Boolean);
  return limits.length > 0 ? `${type} (${limits.join(", ")})` : type;
}
