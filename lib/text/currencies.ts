import { z } from "zod";

/** Whether this is the ISO 4217 code of a currency that the machine knows. */
export const isCurrency = (code: string): boolean => currencies().includes(code);

/** All codes, by code. */
export const currencies = (): string[] => Intl.supportedValuesOf("currency");

/** What a field proposes while one types; any other may be typed. */
export const proposedCurrencies =
  "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON JPY CNY INR BRL MXN CAD AUD NZD ZAR".split(" ");

export const currencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, "Write the three letters of a currency, like EUR.");
