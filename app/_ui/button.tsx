import type { ComponentProps } from "react";
import { Link, type LinkProps } from "./link";

type Look = { variant?: "primary" | "edged" | "plain"; small?: boolean };

/** One `primary` a screen. `edged` is what a button is unless said otherwise, `plain` has no edge. A button in a form needs `type="submit"`. */
export function Button({ variant, small, className, type = "button", ...rest }: Look & ComponentProps<"button">) {
  return <button type={type} className={look({ variant, small }, className)} {...rest} />;
}

/** Leads somewhere, looks like a button. */
export function ButtonLink({ variant, small, className, ...rest }: Look & LinkProps) {
  return <Link className={look({ variant, small }, className)} {...rest} />;
}

function look({ variant, small }: Look, more?: string) {
  return ["button", variant, small && "small", more].filter(Boolean).join(" ");
}
