import { v7 } from "uuid";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { keepApiToken } from "@/lib/people/api-tokens";
import { newToken } from "@/lib/people/tokens";

/** A token that acts as this member. */
export async function aToken(db: Database, member: Member): Promise<string> {
  const token = newToken();
  await keepApiToken(db, member, { id: v7(), name: "Robot", token });
  return token;
}

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
type Asked = { token: string; params?: object; body?: unknown; query?: string; key?: string };

/** Sends a body, or asks where there is none. @param key the Idempotency-Key @returns what was said, null for nothing */
export async function ask(handler: unknown, { token, params = {}, body, query = "", key }: Asked) {
  const request = new Request(`http://localhost:3000/api/v1/x?${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, ...(key && { "idempotency-key": key }) },
    body: body instanceof FormData ? body : JSON.stringify(body),
  });
  const response = await (handler as Handler)(request, { params: Promise.resolve(params as never) });
  const text = await response.text();
  return { status: response.status, said: text === "" ? null : JSON.parse(text) };
}
