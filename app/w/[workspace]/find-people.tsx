import { Button } from "@/app/_ui/button";
import { Link } from "@/app/_ui/link";
import { mostWords, type OfferedPeople } from "@/lib/teams/offering";

type FindPeopleProps = {
  offered: OfferedPeople;
  /** The page it stands on, without its question mark. */
  home: string;
  /** What else its address says. */
  besides?: Record<string, string | undefined>;
};

/** Where there are more people than a list can offer: finds them by name, and the page offers those it found. */
export function FindPeople({ offered: { some, words, people }, home, besides = {} }: FindPeopleProps) {
  if (!some) return null;
  const others = Object.entries(besides).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const anew = new URLSearchParams(others);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser yet
    <form action={home} className="find-people" role="search" aria-label="Find people">
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        <span className="note">
          {words === ""
            ? "There are more people than are offered here."
            : people.length === 0
              ? `Nobody is called “${words}”.`
              : `Offered here: who is called “${words}”.`}
        </span>
        <input
          className="input"
          type="search"
          name="who"
          aria-label="Find people by name"
          placeholder="Find people by name"
          defaultValue={words}
          maxLength={mostWords}
        />
      </label>
      <Button type="submit" small>
        Find
      </Button>
      {words !== "" && (
        <Link className="link" href={anew.size > 0 ? `${home}?${anew}` : home}>
          Offer the usual people
        </Link>
      )}
    </form>
  );
}
