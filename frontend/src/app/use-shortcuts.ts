import { useLocalStorage } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { ACCOUNT_ENTRY, MAIN_MENU, NEW_FILE_PATH } from "./menu";

/** The second key of a sequence counts this long after the first, in milliseconds. */
const SEQUENCE_MS = 1500;

interface Handlers {
  onPalette: () => void;
  onHelp: () => void;
}

/**
 * Keyboard shortcuts of the workspace. Those made of plain characters can be switched off,
 * because dictation software types them by accident (WCAG 2.1.4).
 */
export function useShortcuts({ onPalette, onHelp }: Handlers) {
  const router = useRouter();
  const [singleKeys, setSingleKeys] = useLocalStorage({
    key: "oml-single-keys",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const leaderAt = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.key === "?") onHelp();
      if (event.key === "/" && focusSearch()) event.preventDefault();
      else if (event.key === "/") {
        event.preventDefault();
        onPalette();
      }
      if (event.key === "n" && leaderAt.current === 0) router.history.push(NEW_FILE_PATH);
      const target = [...MAIN_MENU, ACCOUNT_ENTRY].find((entry) => entry.key === event.key);
      if (target && event.timeStamp - leaderAt.current < SEQUENCE_MS) {
        router.history.push(target.path);
        leaderAt.current = 0;
      } else {
        leaderAt.current = event.key === "g" ? event.timeStamp : 0;
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [singleKeys, onPalette, onHelp, router]);

  return { singleKeys, setSingleKeys };
}

/** Moves to the page's own search field, when it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("input[data-page-search]");
  field?.focus();
  return field !== null;
}

/** Keys belong to fields, and to whatever a dialog or list does with them. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role=dialog], [role=listbox], [role=menu]") !== null
  );
}
