import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { inShort } from "@/lib/causes/gates";
import { isAgreed, type ReadingPath } from "@/lib/causes/reading-paths";
import { stepAddress } from "./step-address";

type PathChooserProps = { paths: ReadingPath[]; chosen: ReadingPath; tree: string };

/** The paths to read, those that are not agreed yet first. */
export function PathChooser({ paths, chosen, tree }: PathChooserProps) {
  if (paths.length < 2 && paths[0]?.end === chosen.end) return null;
  return (
    <nav className="reading-paths" aria-label="Paths">
      <h2>Paths to read aloud</h2>
      <ul>
        {paths.map((path) => (
          <li key={path.end.id} aria-current={path.end === chosen.end ? "true" : undefined}>
            <Glyph name={isAgreed(path) ? "root" : "proposed"} />
            <Link href={`${tree}/read-back${stepAddress(path.end.id, path.end.id)}`}>{inShort(path.end.text, 90)}</Link>
            <span>
              {path.disputed > 0 ? `${path.disputed} disputed, ` : ""}
              {path.agreed} of {path.whys.length} agreed
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
