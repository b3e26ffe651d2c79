import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  // A lock file in a folder above would make Next trace from there.
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingIncludes: {
    "/*": [
      "db/migrations/**/*",
      "db/backup/copy-process.mjs",
      "node_modules/@electric-sql/pglite/dist/*.{wasm,data,js}",
    ],
  },
  outputFileTracingExcludes: { "/*": ["data/**/*", "tests/**/*", "scripts/**/*", "docs/**/*"] },
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "nodemailer",
    "pg-boss",
    "postgres",
    // The limiter imports Drizzle by a name that no bundler can see, so both stay outside the bundle.
    "rate-limiter-flexible",
    "drizzle-orm",
  ],
  // The same sources are the same build, on whatever machine: several copies of the program are built each where it runs.
  generateBuildId: () => process.env.BUILD_NAME || null,
  images: { unoptimized: true },
  poweredByHeader: false,
  // `forbidden()` answers 403 with a page of ours.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
  typescript: { tsconfigPath: "tsconfig.build.json" },
};

export default config;
