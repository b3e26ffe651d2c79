import type { Said } from "@/lib/overview/words";

/** One sentence for each part of the page, in its order; whoever reads no further has read it. */
export function Says({ said }: { said: readonly Said[] }) {
  return (
    <ol className="says">
      {said.map(({ lead, rest, isSignal }) => (
        <li key={lead} className={isSignal ? "signal" : undefined}>
          <p>
            <strong>{lead}</strong> {rest}
          </p>
        </li>
      ))}
    </ol>
  );
}
