import { test } from "vitest";
import { isLong } from "./faults";

/** For tests that wait more than they work: the short form lets those of a file go on side by side. */
export const sideBySide = isLong ? test : test.concurrent;
