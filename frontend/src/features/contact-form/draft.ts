import type { Answers } from "./answers";

/**
 * Answers kept while the page lives: reading the privacy notice and coming back loses nothing.
 * In memory only, so that nothing stays on a shared computer.
 */
let kept: Answers | null = null;

export const draft = {
  read: (): Answers | null => kept,
  keep: (answers: Answers): void => {
    kept = answers;
  },
  forget: (): void => {
    kept = null;
  },
};
