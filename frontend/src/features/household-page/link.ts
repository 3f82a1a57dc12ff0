import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";

const KEY = "ohmylot-mon-dossier";

/**
 * The token of the mailed link while this tab lives, so that reloading the page or a phone that puts the tab to sleep
 * does not send people back to their mail. Closing the tab, or the page's own button, forgets it.
 */
export const keptLink = {
  read: (): string => attempt((storage) => storage.getItem(KEY)) ?? "",
  keep: (link: string): void => {
    attempt((storage) => storage.setItem(KEY, link));
  },
  forget: (): void => {
    attempt((storage) => storage.removeItem(KEY));
  },
};

/** A browser may refuse any storage; the page then lives without. */
function attempt<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}

/** The link this page was opened with, or an empty text; its token leaves the address bar and the history at once. */
export function usePageLink(): { link: string; forget: () => void } {
  const hash = useLocation({ select: (location) => location.hash });
  const [link, setLink] = useState(() => window.location.hash.slice(1) || keptLink.read());
  useEffect(() => {
    // Another mailed link opened in this tab changes the hash and nothing else.
    if (hash === "") return;
    keptLink.keep(hash);
    setLink(hash);
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [hash]);
  const forget = () => {
    keptLink.forget();
    setLink("");
  };
  return { link, forget };
}
