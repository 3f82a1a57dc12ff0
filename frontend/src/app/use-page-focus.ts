import { useLocation } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";
import { common } from "@/i18n/fr/common";

// The first page keeps the browser's own start of reading; later headings take focus when they appear.
let started = false;

/** Names the tab and moves focus to the heading of a new page or of a new step of it. */
export function usePageFocus(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    document.title = common.titleOf(title);
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what makes it another page
  useEffect(() => {
    if (started) heading.current?.focus({ preventScroll: true });
    started = true;
  }, [path]);
  return heading;
}
