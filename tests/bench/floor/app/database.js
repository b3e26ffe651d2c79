import postgres from "postgres";

let opened;

/** Opened on first use: the build must not need a server. */
export function database() {
  opened ??= postgres(process.env.DATABASE_URL, { onnotice: () => {} });
  return opened;
}
