/**
 * Reads something again only after a deed of these kinds (the first part of its verb in the history). What else it depends
 * on stands in its name.
 */
export type Recall = <T>(name: string, kinds: readonly string[], read: () => Promise<T>) => Promise<T>;

/** Each time anew. */
export const afresh: Recall = (_name, _kinds, read) => read();
