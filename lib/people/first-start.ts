/** What the first start of a fresh installation does; gives the one-time set-up link when nobody owns it yet. */
export async function firstStart(): Promise<{ setupLink?: string }> {
  return {};
}
