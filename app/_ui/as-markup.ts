import { isValidElement, type ReactNode } from "react";

/**
 * What components say, as the words of a page: for parts that are kept and sent again and again as they are, so that they
 * are drawn once. Plain components alone: none that waits, and none with a script of its own; those have to be named in
 * `without`, and whoever puts the words into a page brings what they do. Written as React writes it; a test holds it to that.
 */
export function asMarkup(node: ReactNode, without: readonly unknown[] = []): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node === "string") return escaped(node);
  if (typeof node === "number" || typeof node === "bigint") return String(node);
  if (Array.isArray(node)) {
    let text = "";
    for (const child of node) text += asMarkup(child, without);
    return text;
  }
  if (!isValidElement<Props>(node)) throw new Error("Only what stands still can be kept as words.");
  const { type, props } = node;
  if (typeof type === "string") return elementOf(type, props, without);
  if ((type as unknown) === fragment) return asMarkup(props.children, without);
  if (without.includes(type)) return "";
  if (typeof type !== "function" || isOfBrowser(type))
    throw new Error("A component with a script of its own cannot be kept as words.");
  return asMarkup((type as Plain)(props), without);
}

type Props = { children?: ReactNode; dangerouslySetInnerHTML?: { __html: string } } & Record<string, unknown>;
type Plain = (props: Props) => ReactNode;

const fragment: unknown = Symbol.for("react.fragment");
const ofBrowser = Symbol.for("react.client.reference");

/** A component with `"use client"`, as the server sees it. */
const isOfBrowser = (type: unknown): boolean => (type as { $$typeof?: symbol }).$$typeof === ofBrowser;

const withoutEnd = new Set(["br", "hr", "img", "input", "path", "rect", "circle", "use", "col", "wbr"]);
/** Of SVG, which wants its own end where there is nothing inside. */
const drawn = new Set(["path", "rect", "circle", "use"]);

function elementOf(
  name: string,
  { children, dangerouslySetInnerHTML, ...rest }: Props,
  without: readonly unknown[],
): string {
  let head = `<${name}`;
  for (const key in rest) head += attributeOf(key, rest[key]);
  const inside = dangerouslySetInnerHTML?.__html ?? asMarkup(children, without);
  if (inside === "" && withoutEnd.has(name)) return drawn.has(name) ? `${head}></${name}>` : `${head}/>`;
  return `${head}>${inside}</${name}>`;
}

/** Names that HTML writes in another way than React's properties. */
const names: Record<string, string> = {
  className: "class",
  htmlFor: "for",
  strokeWidth: "stroke-width",
  strokeLinecap: "stroke-linecap",
  strokeLinejoin: "stroke-linejoin",
  strokeDasharray: "stroke-dasharray",
};

function attributeOf(key: string, value: unknown): string {
  if (value === null || value === undefined || key === "key" || key === "suppressHydrationWarning") return "";
  if (typeof value === "function") throw new Error(`Nobody would hear ${key} of what is kept as words.`);
  if (key === "style") return ` style="${styleOf(value as Record<string, string | number>)}"`;
  const name = names[key] ?? key;
  if (typeof value === "boolean" && !key.startsWith("aria-") && !key.startsWith("data-"))
    return value ? ` ${name}=""` : "";
  return ` ${name}="${escaped(String(value))}"`;
}

/** Sizes are given with their unit: a bare number means different things to different properties. */
const styleOf = (style: Record<string, string | number>): string =>
  Object.entries(style)
    .map(([key, value]) => `${key.startsWith("--") ? key : hyphened(key)}:${escaped(String(value))}`)
    .join(";");

const hyphened = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const special = /[&<>"']/;

const escaped = (words: string): string =>
  special.test(words) ? words.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign) : words;
