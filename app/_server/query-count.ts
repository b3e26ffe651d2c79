import { cache } from "react";
import { onQuery } from "@/db/query-count";

const tally = cache(() => ({ queries: 0 }));

/** How many statements this request has sent until now; counted, and to be shown, in development only. */
export const queriesSoFar = () => tally().queries;

if (process.env.NODE_ENV === "development")
  onQuery(() => {
    tally().queries += 1;
  });
