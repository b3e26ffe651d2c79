import { Icon } from "@/app/_ui/icon";
import { roles } from "@/db/terms";
import { roleWords } from "@/lib/people/role-words";

/** What each role may do, folded away until somebody asks. */
export function RoleMeanings() {
  return (
    <details className="folded mt-2">
      <summary>
        <Icon name="right" />
        What the roles may do
      </summary>
      <ul className="rows">
        {roles.map((role) => (
          <li key={role}>
            <p>
              <strong>{roleWords[role].name}</strong> {roleWords[role].may}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
