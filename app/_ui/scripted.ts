import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs: not on the server and not in the first drawing, which has to be the server's. */
export const useScripted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
