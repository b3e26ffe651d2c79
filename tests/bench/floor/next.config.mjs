import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/** Built with the packages of the product, so that both are measured on the same Next.js and React. */
export default {
  output: "standalone",
  turbopack: { root },
  outputFileTracingRoot: root,
  serverExternalPackages: ["postgres"],
};
