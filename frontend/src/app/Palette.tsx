import { lazy, Suspense, useState } from "react";
import { useTypedAhead } from "./use-typed-ahead";

const CommandPalette = lazy(() => import("./CommandPalette"));

interface PaletteProps {
  onClose: () => void;
  onShortcuts: () => void;
}

/** The command palette, fetched at its first use; what is typed meanwhile is kept for it. */
export function Palette({ onClose, onShortcuts }: PaletteProps) {
  const [query, setQuery] = useState("");
  useTypedAhead(setQuery, onClose);
  return (
    <Suspense fallback={null}>
      <CommandPalette
        query={query}
        onQuery={setQuery}
        onClose={onClose}
        onShortcuts={onShortcuts}
      />
    </Suspense>
  );
}
