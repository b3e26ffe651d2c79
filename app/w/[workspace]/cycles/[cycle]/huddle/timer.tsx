"use client";

import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useScripted } from "@/app/_ui/scripted";

const minutes = 15;

/** A quarter of an hour that counts down quietly once it is started; before its script runs there is none. */
export function Timer() {
  const scripted = useScripted();
  const [endsAt, setEndsAt] = useState<number>();
  const [left, setLeft] = useState(minutes * 60);
  useEffect(() => {
    if (endsAt === undefined) return;
    const tick = () => setLeft(Math.max(0, Math.round((endsAt - Date.now()) / 1000)));
    const bell = setInterval(tick, 1000);
    return () => clearInterval(bell);
  }, [endsAt]);
  if (!scripted) return null;
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span className="timer">
      <span role="timer" aria-live="off" className="num">
        {left === 0 ? "time is up" : clock}
      </span>
      <Button
        small
        onClick={() => {
          setLeft(minutes * 60);
          setEndsAt(Date.now() + minutes * 60_000);
        }}
      >
        {endsAt === undefined ? "Start the timer" : "Start again"}
      </Button>
    </span>
  );
}
