import { cookies, headers } from "next/headers";
import { database } from "@/db/client";
import type { Theme } from "@/db/terms";
import { deviceOf, networkOf, type Whence } from "@/lib/people/device";
import { findSession } from "@/lib/people/sessions";
import { carrySession } from "./auth";
import { clientAddress } from "./origin";
import { ownAddress } from "./own-address";

/** Gives the browser a session that has been started, and the theme its user has chosen. */
export async function enter(token: string): Promise<void> {
  await carrySession(token);
  const user = await findSession(database(), token);
  if (user) await keepTheme(user.theme);
}

/** The theme is in a cookie too, so that the first answer is painted right. It tells nothing about anyone. */
export async function keepTheme(theme: Theme): Promise<void> {
  const jar = await cookies();
  if (theme === "system") jar.delete("theme");
  else jar.set("theme", theme, { path: "/", sameSite: "lax", maxAge: 31_536_000, secure: overHttps(), httpOnly: true });
}

export const overHttps = () => ownAddress().protocol === "https:";

/** The network address this request comes from, for limits. */
export const networkAddress = async () => clientAddress(await headers());

/** The browser in words and the network without its last part, for the list of one's sessions. */
export async function whence(): Promise<Whence> {
  const given = await headers();
  return { device: deviceOf(given.get("user-agent")), network: networkOf(clientAddress(given)) };
}
