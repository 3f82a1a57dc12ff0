import type { OfferValues } from "./values";

/**
 * A new offer kept while the page lives: looking something up and coming back, or a connection lost, loses nothing.
 * In memory only, and for the person who typed it.
 */
let kept: { userId: string; values: OfferValues } | null = null;

export const draft = {
  read: (userId: string): OfferValues | null => (kept?.userId === userId ? kept.values : null),
  keep: (userId: string, values: OfferValues): void => {
    kept = { userId, values };
  },
  forget: (): void => {
    kept = null;
  },
};
