import { CannotRestore } from "./format";

/** Does the work; where the disk is full, that is said instead of what the system calls it. */
export async function sayingWhenFull<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isFull(cause)) throw cause;
    throw new CannotRestore(`There is too little room on the disk of ${folder}. Nothing was made.`, { cause });
  }
}

/** By the system's code: no space, no quota, no larger files. */
const isFull = (error: unknown) =>
  error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code));
