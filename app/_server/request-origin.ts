import { headers } from "next/headers";
import { fromOurSite } from "./origin";
import { ownAddress } from "./own-address";

/** Whether this request was sent by a page of ours; asked again in the doors, behind `arrival.ts`. */
export const isFromOurSite = async () => fromOurSite(await headers(), ownAddress().origin);
