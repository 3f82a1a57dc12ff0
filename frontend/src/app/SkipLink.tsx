import { common } from "@/i18n/fr/common";

/** Id of the main region both shells draw. */
export const MAIN_ID = "contenu";

/** First stop of the keyboard: jumps over the navigation. */
export function SkipLink() {
  return (
    <a
      className="oml-skip"
      href={`#${MAIN_ID}`}
      onClick={(event) => {
        // The router owns the address; move focus without touching it.
        event.preventDefault();
        document.getElementById(MAIN_ID)?.focus();
      }}
    >
      {common.skipToContent}
    </a>
  );
}
