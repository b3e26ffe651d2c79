import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "./log";
import { loggedPath, type RequestClass, requestClass, requestClasses } from "./request-class";

/** What came in and how it was answered, counted since the start; read by `/api/metrics`. */
type Traffic = {
  /** By class and status: "page 200". */
  answers: Map<string, number>;
  durations: Map<RequestClass, { buckets: number[]; seconds: number; count: number }>;
  underWay: number;
};

const home = Symbol.for("common-cause.traffic");
const shelf = globalThis as typeof globalThis & { [home]?: Traffic };
shelf[home] ??= { answers: new Map(), durations: new Map(), underWay: 0 };
const traffic = shelf[home];

/** The upper ends of the buckets, in seconds. */
export const durationBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Counts the request once it has been answered, or its sender has gone, and writes a line of it. */
export function follow(request: IncomingMessage, response: ServerResponse): void {
  const { method = "GET", url = "/", headers } = request;
  const kind = requestClass(method, url, "next-action" in headers);
  const began = performance.now();
  traffic.underWay += 1;
  response.once("close", () => {
    traffic.underWay -= 1;
    // 499, as nginx has it: whoever asked did not wait for the end.
    const status = response.writableFinished ? response.statusCode : 499;
    const ms = performance.now() - began;
    countAnswer(kind, status, ms / 1000);
    // In development Next says it already.
    if (kind === "static" || kind === "watch" || process.env.NODE_ENV === "development") return;
    const line = { method, path: loggedPath(url), kind, status, ms: Math.round(ms) };
    if (status >= 500) log().error(line, "answered with a fault");
    else if (status === 401 || status === 403 || status === 429) log().warn(line, "refused");
    else log().info(line, "answered");
  });
}

export function countAnswer(kind: RequestClass, status: number, seconds: number): void {
  const key = `${kind} ${status}`;
  traffic.answers.set(key, (traffic.answers.get(key) ?? 0) + 1);
  // A live stream is open for hours, and says nothing about speed.
  if (kind === "live") return;
  const known = traffic.durations.get(kind) ?? { buckets: durationBuckets.map(() => 0), seconds: 0, count: 0 };
  const place = durationBuckets.findIndex((end) => seconds <= end);
  if (place >= 0) known.buckets[place] = (known.buckets[place] ?? 0) + 1;
  known.seconds += seconds;
  known.count += 1;
  traffic.durations.set(kind, known);
}

/** As `/api/metrics` says it, in the text of Prometheus. */
export function trafficLines(): string[] {
  const lines = [
    "# HELP common_cause_requests_total Requests that were answered, by kind and status.",
    "# TYPE common_cause_requests_total counter",
  ];
  for (const [key, count] of traffic.answers) {
    const [kind, status] = key.split(" ");
    lines.push(`common_cause_requests_total{kind="${kind}",status="${status}"} ${count}`);
  }
  lines.push(
    "# HELP common_cause_request_duration_seconds How long an answer took, by kind.",
    "# TYPE common_cause_request_duration_seconds histogram",
  );
  for (const kind of requestClasses) {
    const known = traffic.durations.get(kind);
    if (!known) continue;
    const name = "common_cause_request_duration_seconds";
    let below = 0;
    durationBuckets.forEach((end, place) => {
      below += known.buckets[place] ?? 0;
      lines.push(`${name}_bucket{kind="${kind}",le="${end}"} ${below}`);
    });
    lines.push(`${name}_bucket{kind="${kind}",le="+Inf"} ${known.count}`);
    lines.push(
      `${name}_sum{kind="${kind}"} ${known.seconds.toFixed(6)}`,
      `${name}_count{kind="${kind}"} ${known.count}`,
    );
  }
  return [...lines, ...gauge("requests_under_way", "Requests that wait for their answer.", traffic.underWay)];
}

/** One figure with its words; `undefined` leaves it out. */
export const gauge = (name: string, help: string, value: number | undefined, kind = "gauge"): string[] =>
  value === undefined
    ? []
    : [`# HELP common_cause_${name} ${help}`, `# TYPE common_cause_${name} ${kind}`, `common_cause_${name} ${value}`];
