import type { Plugin } from "vite";

const FRENCH = /\/src\/i18n\/fr\/[^/]+\.ts$/;

/**
 * Ties `:`, `;`, `?`, `!` and the quotes « » to their word, so that none begins a line alone. Sources keep
 * plain spaces, which people can see and type; between words of code such a space is as good as another.
 */
export function tieFrenchMarks(text: string): string {
  return text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** Does so in the French sentences of the application; unit tests read them as the sources have them. */
export function frenchSpaces(): Plugin {
  return {
    name: "french-spaces",
    enforce: "pre",
    transform(code, id) {
      if (process.env.VITEST) return null;
      return FRENCH.test(id.split("?")[0] ?? id) ? { code: tieFrenchMarks(code), map: null } : null;
    },
  };
}
