"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

type MenuProps = {
  /** What opens it: words, an icon with a label, or both. */
  label: ReactNode;
  children: ReactNode;
  /** The look of what opens it, `button` unless said otherwise. */
  look?: string;
  /** Name of the button where `label` is only a picture. */
  name?: string;
  /** Opens towards the left, for menus at the right edge. */
  fromRight?: boolean;
  className?: string;
};

/** A sheet that opens under a button. It opens before its script loads; with it, Escape and a click elsewhere close it. */
export function Menu({ label, children, look = "button", name, fromRight, className }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const sheet = menu.current;
    const shut = () => sheet?.removeAttribute("open");
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node && sheet?.contains(target))) shut();
    };
    // Following a link changes the page but not the frame around it, where the menu may stand.
    const followed = ({ target }: Event) => {
      if (target instanceof Element && target.closest(".menu-sheet a")) shut();
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    sheet?.addEventListener("click", followed);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
      sheet?.removeEventListener("click", followed);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    event.stopPropagation();
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };

  return (
    <details
      ref={menu}
      className={["menu", fromRight && "from-right", className].filter(Boolean).join(" ")}
      onKeyDown={onKeyDown}
    >
      <summary className={look} aria-label={name}>
        {label}
      </summary>
      <div className="menu-sheet">{children}</div>
    </details>
  );
}
