import "server-only";

/** Something that was read: under way for all who wait for it, then what it gave. */
export type Kept<T> = { coming?: Promise<T>; value?: T };

/**
 * Reads now, to be kept. A promise remembers in which request it was made, and through it the request, its answer and their
 * buffers: some 100 kB each. So nothing that outlives its request is kept as a promise.
 * @param forget what to do when it cannot be read
 */
export function keep<T>(read: () => Promise<T>, forget: () => void): Kept<T> {
  const kept: Kept<T> = {};
  kept.coming = read().then(
    (value) => {
      kept.value = value;
      kept.coming = undefined;
      return value;
    },
    (error) => {
      forget();
      throw error;
    },
  );
  return kept;
}

/** What it gave, or will give. */
export const given = async <T>({ coming, value }: Kept<T>): Promise<T> => coming ?? (value as T);
