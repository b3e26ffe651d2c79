import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link inside the program. Nothing is fetched ahead: each page asks who it is and reads the database, and a list of
 * fifty rows would ask fifty times for pages nobody opens.
 */
export function Link(props: LinkProps) {
  return <NextLink prefetch={false} {...props} />;
}
