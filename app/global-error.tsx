"use client";

import { Broken } from "./_ui/broken";
import "./globals.css";

/** Stands in when the root layout itself fails, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Common Cause</title>
        <Broken error={error} retry={retry} />
      </body>
    </html>
  );
}
