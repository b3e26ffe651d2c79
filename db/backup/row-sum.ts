import { createHash } from "node:crypto";

/** How many rows, and the sum of their SHA-256 modulo 2^256 in hexadecimal: the same in whatever order they come. */
export type Sum = { rows: number; sum: string };

const modulus = 1n << 256n;

export class RowSum {
  #rows = 0;
  #sum = 0n;

  add(row: string): void {
    this.#rows += 1;
    this.#sum = (this.#sum + BigInt(`0x${createHash("sha256").update(row).digest("hex")}`)) % modulus;
  }

  get rows(): number {
    return this.#rows;
  }

  total(): Sum {
    return { rows: this.#rows, sum: this.#sum.toString(16).padStart(64, "0") };
  }
}

export const sameSum = (one: Sum | undefined, other: Sum | undefined) =>
  one !== undefined && other !== undefined && one.rows === other.rows && one.sum === other.sum;
