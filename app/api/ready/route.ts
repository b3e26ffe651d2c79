import { isReady } from "@/app/_server/life";
import { openRoute } from "@/app/_server/open";

export const dynamic = "force-dynamic";

export const GET = openRoute(
  "Load balancers ask whether to send visitors; it names no reason to strangers.",
  async () => {
    const ready = await isReady();
    return Response.json({ status: ready ? "ok" : "not ready" }, { status: ready ? 200 : 503 });
  },
);
