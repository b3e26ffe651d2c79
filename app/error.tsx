"use client";

import { Broken } from "./_ui/broken";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Broken error={error} retry={retry} />;
}
