import { type Dispatch, type SetStateAction, useEffect } from "react";

/** Marks the field that takes over from the keys kept here. */
export const PALETTE_FIELD = { "data-palette-field": true };

/**
 * Keeps the keys pressed before the palette's own field has focus: they belong to it, and neither
 * to the shortcuts of the workspace nor to the button or field that still has focus.
 */
export function useTypedAhead(
  setQuery: Dispatch<SetStateAction<string>>,
  onClose: () => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("[data-palette-field]")) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") onClose();
      else if (event.key === "Backspace") setQuery((query) => query.slice(0, -1));
      else if (event.key.length === 1) setQuery((query) => query + event.key);
      else if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [setQuery, onClose]);
}
