import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { requireTree } from "@/lib/live/here";
import { qrPicture } from "@/lib/text/qr-picture";
import { phoneAddress } from "../phone-address";

/** The address of the tree as a QR code. */
export const GET = visitorRoute<{ workspace: string; tree: string }>(
  "workspace:read",
  async ({ member, params, request }) => {
    await requireTree(database(), member, params.tree);
    const why = new URL(request.url).searchParams.get("why");
    return new Response(qrPicture(phoneAddress(member.workspace.slug, params.tree, why)), {
      headers: {
        "Content-Type": "image/svg+xml; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  },
);
