import { Button } from "@/app/_ui/button";
import { Link } from "@/app/_ui/link";
import { peopleAddress } from "./people-address";

/** Where there are more members than a page shows: finds them by name or address. */
export function FindMembers({ workspace, text }: { workspace: string; text: string | undefined }) {
  const home = peopleAddress(workspace, {});
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser yet
    <form action={home} className="find-people" role="search" aria-label="Find members">
      <label>
        <input
          className="input"
          type="search"
          name="text"
          aria-label="Find members by name or address"
          placeholder="Name or address"
          defaultValue={text}
          maxLength={100}
        />
      </label>
      <Button type="submit" small>
        Find
      </Button>
      {text && (
        <Link className="link" href={home}>
          Show all
        </Link>
      )}
    </form>
  );
}
