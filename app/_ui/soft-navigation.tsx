"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Follows the links of the program (`Link`) within the open window. Without it, or before it runs, they are plain links. */
export function SoftNavigation() {
  const router = useRouter();

  useEffect(() => {
    // React listens at the document, too, and was there first: what a component has prevented stays prevented.
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || isForAnotherPlace(event) || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>("a[data-soft]");
      if (!link || (link.target && link.target !== "_self")) return;
      event.preventDefault();
      router.push(link.href, { scroll: link.dataset.soft !== "stay" });
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);

  return null;
}

/** With these the browser opens a tab, opens a window or saves the page. */
const isForAnotherPlace = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
