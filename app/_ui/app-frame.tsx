"use client";

import type { ReactNode } from "react";
import { BottomBar, Rail, type RailProps } from "./rail";

/**
 * The whole window: the rail at the left or the bar at the foot, and between them the page's own `<main id="main">`. Drawn
 * on the server as in the browser from a few words, as it goes along with every page.
 */
export function AppFrame({ rail, children }: { rail: RailProps; children: ReactNode }) {
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Rail {...rail} />
      {children}
      <BottomBar {...rail} />
    </div>
  );
}
