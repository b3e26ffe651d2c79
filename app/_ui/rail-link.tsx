"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "./link";

/** A link of the rail or the bar; it knows whether the page that is shown lies at it or below it. */
export function RailLink({
  href,
  within = [],
  className,
  children,
}: {
  href: string;
  within?: string[];
  className?: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = [href, ...within].some((place) => path === place || path.startsWith(`${place}/`));
  return (
    <Link href={href} className={className} aria-current={here ? "page" : undefined}>
      {children}
    </Link>
  );
}
