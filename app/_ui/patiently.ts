const betweenMs = 2000;

/**
 * For `next/dynamic`: a part of the page that the browser fetches on its own. While it cannot be had it is asked for
 * again; an error in its place would take the whole page away, with what somebody has typed in it.
 */
export function patiently<T>(fetch: () => Promise<T>): () => Promise<T> {
  return () =>
    new Promise((resolve) => {
      const ask = () => {
        fetch().then(resolve, () => setTimeout(ask, betweenMs));
      };
      ask();
    });
}

/**
 * Nothing stands there until it is fetched. Give it as `loading` each time: without one there is no boundary around the
 * part, and all that is around it waits with it.
 */
export const meanwhile = () => null;
