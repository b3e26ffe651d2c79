import { vi } from "vitest";

/** The request a door believes to stand in: only Next's own frame is replaced, the session behind the cookie is a real row. */
const request = { cookies: new Map<string, string>(), headers: new Headers() };

// As `experimental.authInterrupts` in next.config.ts sets it for the server.
process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = "true";

vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => request.cookies.set(name, value),
    delete: (name: string) => request.cookies.delete(name),
  }),
  headers: async () => request.headers,
}));
vi.mock("next/cache", () => ({ revalidatePath: () => {}, refresh: () => {} }));
// Next gives each request its own; here one request follows the other.
vi.mock("react", async (real) => ({ ...(await real<typeof import("react")>()), cache: (work: unknown) => work }));

/** Comes as whoever holds this session token, from a page of ours unless said otherwise, received as every request is. */
export function comeAs(
  token: string | undefined,
  headers: Record<string, string> = { origin: "http://localhost:3000", host: "localhost:3000" },
  received = true,
) {
  request.cookies.clear();
  if (token) request.cookies.set("common-cause", token);
  request.headers = new Headers(received ? { ...headers, "x-nonce": "one of this request" } : headers);
}
