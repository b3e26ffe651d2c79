import type { NextConfig } from "next";

/** On every answer; the content policy, new for each, comes from app/_server/arrival.ts. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
];

const config: NextConfig = {
  output: "standalone",
  // A lock file in a folder above would make Next trace from there.
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingIncludes: {
    "/*": ["db/migrations/**/*", "node_modules/@electric-sql/pglite/dist/*.{wasm,data,js}"],
  },
  outputFileTracingExcludes: { "/*": ["data/**/*", "tests/**/*", "scripts/**/*", "docs/**/*"] },
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "postgres",
    // The limiter imports Drizzle by a name that no bundler can see, so both stay outside the bundle.
    "rate-limiter-flexible",
    "drizzle-orm",
  ],
  images: { unoptimized: true },
  poweredByHeader: false,
  // `forbidden()` answers 403 with a page of ours.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
  typescript: { tsconfigPath: "tsconfig.build.json" },
  headers: async () => [{ source: "/:path*", headers }],
};

export default config;
