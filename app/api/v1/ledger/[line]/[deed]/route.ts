import { deedRoute } from "@/app/_server/deed-route";
import { ledgerDeeds } from "../../../_deeds/ledger-deeds";

export const POST = deedRoute("line", "lineId", ledgerDeeds);
