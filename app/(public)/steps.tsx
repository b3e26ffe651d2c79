/** What happens here, in four lines and four small pictures. */
export function Steps() {
  return (
    <ol className="steps">
      <li>
        <svg viewBox="0 0 76 52" aria-hidden="true">
          <rect x="6" y="15" width="64" height="22" rx="4" fill="var(--color-sheet)" stroke="var(--color-edge)" />
          <path d="M14 26h32" stroke="var(--color-ink-2)" strokeWidth="2" strokeLinecap="round" />
          <path d="M51 20v12" stroke="var(--color-accent)" strokeWidth="1.5" />
        </svg>
        <div>
          <strong>Log it in a minute</strong>
          <p>What was observed, what was expected, from which side.</p>
        </div>
      </li>
      <li>
        <svg viewBox="0 0 76 52" aria-hidden="true" fill="none">
          <path
            d="M12 26h10M22 26C30 26 28 11 38 11M22 26C30 26 28 41 38 41M44 11h14M44 41h14"
            stroke="var(--color-edge)"
            strokeWidth="1.25"
          />
          <circle cx="10" cy="26" r="4" fill="var(--color-ink)" />
          <circle cx="40" cy="11" r="4" fill="var(--color-ink-2)" />
          <circle cx="40" cy="41" r="3.5" stroke="var(--color-ink-2)" strokeWidth="1.25" fill="var(--color-sheet)" />
          <path d="M62 5.5 67.5 11 62 16.5 56.5 11Z" fill="var(--color-accent)" />
          <circle cx="62" cy="41" r="3.5" stroke="var(--color-edge)" strokeWidth="1.25" strokeDasharray="2 1.5" />
        </svg>
        <div>
          <strong>Ask why, together</strong>
          <p>A tree, not a line. It asks for the system, never for the person.</p>
        </div>
      </li>
      <li>
        <svg viewBox="0 0 76 52" aria-hidden="true" textAnchor="middle" fontSize="12" fontWeight="600">
          <rect x="14" y="15" width="22" height="22" rx="3" fill="var(--color-side-a)" />
          <circle cx="51" cy="26" r="11" fill="var(--color-side-b)" />
          <text x="25" y="30.5" fill="var(--color-on-side-a)">
            M
          </text>
          <text x="51" y="30.5" fill="var(--color-on-side-b)">
            S
          </text>
        </svg>
        <div>
          <strong>Both sides sign</strong>
          <p>A cause is settled when it holds from both ends of the hand-off.</p>
        </div>
      </li>
      <li>
        <svg viewBox="0 0 76 52" aria-hidden="true" fill="none">
          <path d="M6 10h30M6 28h30M42 32h28M42 46h28" stroke="var(--color-edge)" strokeDasharray="3 2.5" />
          <path d="M8 19l7-4 7 7 7-5 6 3L46 40l7-3 7 4 8-4" stroke="var(--color-edge)" strokeWidth="1.25" />
          <g fill="var(--color-ink-2)">
            <circle cx="8" cy="19" r="2" />
            <circle cx="15" cy="15" r="2" />
            <circle cx="22" cy="22" r="2" />
            <circle cx="29" cy="17" r="2" />
            <circle cx="35" cy="20" r="2" />
          </g>
          <g fill="var(--color-accent)">
            <circle cx="46" cy="40" r="2.5" />
            <circle cx="53" cy="37" r="2.5" />
            <circle cx="60" cy="41" r="2.5" />
            <circle cx="68" cy="37" r="2.5" />
          </g>
        </svg>
        <div>
          <strong>Predict, act, check</strong>
          <p>The other side gives the verdict. The years show whether it holds.</p>
        </div>
      </li>
    </ol>
  );
}
