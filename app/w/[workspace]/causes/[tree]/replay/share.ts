/** How far along the track a deed stands, from 0 to 1. */
export const share = (at: number, total: number): number => (total > 1 ? (at - 1) / (total - 1) : 1);
