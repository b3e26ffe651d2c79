import { mayReadMetrics, metricsText } from "@/app/_server/metrics";
import { openRoute } from "@/app/_server/open";

export const dynamic = "force-dynamic";

export const GET = openRoute<unknown>(
  "what watches the installation is no member; a token from the environment is asked, and without one it is off",
  async (request) => {
    const may = mayReadMetrics(request.headers.get("authorization"));
    if (may === undefined) return new Response("There is nothing here under this address.\n", { status: 404 });
    if (!may) return new Response("Send the token of METRICS_TOKEN as a bearer token.\n", { status: 401 });
    return new Response(await metricsText(), {
      headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
    });
  },
);
