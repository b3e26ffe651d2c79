"use client";

import dynamic from "next/dynamic";
import { meanwhile, patiently } from "@/app/_ui/patiently";

/** What drags cards and moves them by keys; without it each card has its menu. */
const Hands = dynamic(
  patiently(() => import("./hands").then(({ Hands: found }) => found)),
  { ssr: false, loading: meanwhile },
);

export function BoardHands() {
  return (
    <div className="board-foot">
      <Hands />
    </div>
  );
}
