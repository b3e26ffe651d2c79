import { openRoute } from "@/app/_server/open";
import { ownAddress } from "@/app/_server/own-address";
import { database } from "@/db/client";
import { unsubscribe } from "@/lib/mail/unsubscribing";

const why = "mail programs send this for their reader, without a session and from no page; the sealed token is asked";

type Params = { params: Promise<{ token: string }> };

/** The one click of RFC 8058: no question, no page, and sent twice it does nothing new. */
export const POST = openRoute(why, async (_request: Request, { params }: Params) => {
  const before = await unsubscribe(database(), (await params).token);
  if (!before) return new Response("This link does not hold.\n", { status: 404 });
  return new Response("It comes no more.\n");
});

/** A person who follows the address of the header comes to the page with the button; looking changes nothing. */
export const GET = openRoute(why, async (_request: Request, { params }: Params) => {
  const { token } = await params;
  return Response.redirect(new URL(`/unsubscribe/${encodeURIComponent(token)}`, ownAddress()), 303);
});
