"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import type { ShowBarProps } from "./show-bar";

const ShowBar = dynamic(
  patiently(() => import("./show-bar").then(({ ShowBar: found }) => found)),
  { loading: meanwhile, ssr: false },
);

/** Around the pages of a tree: it stays while one goes from one to the other, and with it whom one follows. */
export function ShowRoom({ children, ...bar }: ShowBarProps & { children: ReactNode }) {
  return (
    <div className="show-room">
      <ShowBar {...bar} />
      {children}
    </div>
  );
}
