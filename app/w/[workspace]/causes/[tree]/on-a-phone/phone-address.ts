import { z } from "zod";
import { ownAddress } from "@/app/_server/own-address";

/** The address of a tree, and of a line in it, as it is opened on another device. It opens nothing by itself: the door asks. */
export function phoneAddress(workspace: string, treeId: string, why: unknown): string {
  const line = z.uuid().safeParse(why);
  return new URL(`/w/${workspace}/causes/${treeId}${line.success ? `?why=${line.data}` : ""}`, ownAddress()).href;
}

/** Without ORIGIN the program knows no other address of its own; no phone can open it. */
export const isForThisMachineOnly = (address: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname);
