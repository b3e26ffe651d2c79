import { z } from "zod";
import { currencyCode } from "@/lib/text/currencies";

/** `seenCurrency` is what stood when the person began to choose. */
export const currencyChange = z.object({ currency: currencyCode, seenCurrency: currencyCode });
