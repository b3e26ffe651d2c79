import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { Transform } from "node:stream";
import { CannotRestore, type Seal } from "./format";

/** AES-256-GCM under a key that scrypt makes of words; the head is sealed with it, so nobody can change it unseen. */
const cipher = "aes-256-gcm";
const tagBytes = 16;
const leastWords = 12;

const keyOf = (words: string, salt: Buffer) =>
  scryptSync(words.normalize("NFKC"), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 });
const checkOf = (key: Buffer) => createHmac("sha256", key).update("common-cause back-up").digest().subarray(0, 16);

export type Sealing = { seal: Seal; through(head: string): Transform };

/** @throws CannotRestore when the words are too few to hold anything closed */
export function sealing(words: string): Sealing {
  if (words.length < leastWords) throw new CannotRestore(`BACKUP_KEY needs at least ${leastWords} characters.`);
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const key = keyOf(words, salt);
  const seal = { salt: salt.toString("base64"), iv: iv.toString("base64"), check: checkOf(key).toString("base64") };
  return {
    seal,
    through(head) {
      const locks = createCipheriv(cipher, key, iv).setAAD(Buffer.from(head));
      return new Transform({
        transform: (piece, _encoding, next) => next(null, locks.update(piece)),
        flush(next) {
          this.push(locks.final());
          this.push(locks.getAuthTag());
          next();
        },
      });
    },
  };
}

/** @throws CannotRestore at once for a wrong key, at the end for a file that was changed */
export function unsealing({ salt, iv, check }: Seal, words: string | undefined, head: string): Transform {
  if (!words) throw new CannotRestore("This back-up is sealed. Give the words it was sealed with as BACKUP_KEY.");
  const key = keyOf(words, Buffer.from(salt, "base64"));
  const right = Buffer.from(check, "base64");
  if (right.length !== 16 || !timingSafeEqual(right, checkOf(key)))
    throw new CannotRestore("This is not the key that the back-up was sealed with (BACKUP_KEY).");
  const opens = createDecipheriv(cipher, key, Buffer.from(iv, "base64")).setAAD(Buffer.from(head));
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(piece: Buffer, _encoding, next) {
      // The last bytes are the tag, and only the end tells which are the last.
      const all = Buffer.concat([held, piece]);
      const sure = Math.max(0, all.length - tagBytes);
      held = all.subarray(sure);
      next(null, opens.update(all.subarray(0, sure)));
    },
    flush(next) {
      try {
        opens.setAuthTag(held);
        next(null, opens.final());
      } catch (cause) {
        next(new CannotRestore("The back-up is not as it was written: it was cut short or changed.", { cause }));
      }
    },
  });
}
