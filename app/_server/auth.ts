import { cookies } from "next/headers";
import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { database } from "@/db/client";
import { secrets } from "@/db/data-folder";
import { endSession, findSession, sessionDays } from "@/lib/people/sessions";
import { ownAddress } from "./own-address";

/**
 * next-auth carries one session id in a cookie, and nothing else: the session itself is a row that is read on each
 * request, so that ending it counts at once. Passwords are checked by `lib/people` before a session is handed in here.
 */
const { signIn, signOut } = NextAuth(() => ({
  secret: secrets().authSecret,
  trustHost: true,
  session: { strategy: "jwt", maxAge: sessionDays.inAll * 86_400 },
  pages: { signIn: "/sign-in" },
  cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
  providers: [
    Credentials({
      credentials: { session: {} },
      async authorize({ session }) {
        const found = typeof session === "string" && (await findSession(database(), session));
        return found ? { id: session } : null;
      },
    }),
  ],
  callbacks: { jwt: ({ token, user }) => (user ? { sub: user.id } : token) },
  jwt: {
    encode: ({ token }) => token?.sub ?? "",
    decode: ({ token }) => (token ? { sub: token } : null),
  },
}));

const overHttps = () => ownAddress().protocol === "https:";
const cookieName = () => (overHttps() ? "__Host-common-cause" : "common-cause");
const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: overHttps() });

/** The token of the session this request came with, as yet unproven. */
export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(cookieName())?.value;
}

/** Gives the browser a session that has been started. A session it had before is ended: each sign-in has a new id. */
export async function carrySession(token: string): Promise<void> {
  const before = await sessionToken();
  if (before) await endSession(database(), before);
  await signIn("credentials", { session: token, redirect: false });
}

/** Ends the session for every copy of the program, then takes the cookie away. */
export async function dropSession(): Promise<void> {
  const token = await sessionToken();
  if (token) await endSession(database(), token, { signedOut: true });
  await signOut({ redirect: false });
}
