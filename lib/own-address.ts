/** The address people use for this installation: ORIGIN, else localhost. Links are built from it, never from a Host header. */
export function ownAddress(): URL {
  return new URL(process.env.ORIGIN || `http://localhost:${process.env.PORT || 3000}`);
}
