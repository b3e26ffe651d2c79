import type { ComponentProps } from "react";

export type LinkProps = ComponentProps<"a"> & {
  href: string;
  /** Whether the page that opens is shown from its top; said `false` where the list one looks at stays in place. */
  scroll?: boolean;
};

/**
 * A link inside the program: an anchor that `SoftNavigation` follows without loading the frame anew. Next's own link does
 * the same at several times the cost of drawing, and would fetch ahead: each page asks who it is and reads the database,
 * and a list of fifty rows would ask fifty times for pages nobody opens.
 */
export function Link({ scroll, ...rest }: LinkProps) {
  return <a data-soft={scroll === false ? "stay" : ""} {...rest} />;
}
