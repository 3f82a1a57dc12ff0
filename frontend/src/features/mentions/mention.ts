import type { Schema } from "@/api/types";
import { fold } from "@/components/fold";

/** Somebody who may see the file, and so may be called upon in its notes. */
export type Colleague = Schema<"Colleague">;

/** People in one note at most; the server refuses more. */
export const MENTIONS_MAX = 10;
/** Proposals shown at a time. */
const SHOWN = 6;

/** An `@` being typed: where it stands, and what follows it up to the caret. */
export interface TypedMention {
  start: number;
  query: string;
}

/** The mention under the caret; null when the `@` belongs to a word (an address) or a line ended since. */
export function typedMention(text: string, caret: number): TypedMention | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("@");
  if (start < 0) return null;
  const previous = before.charAt(start - 1);
  const query = before.slice(start + 1);
  if (/[\p{L}\p{N}.]/u.test(previous) || /[\n@]/.test(query) || query.length > 40) return null;
  return query.startsWith(" ") ? null : { start, query };
}

/** Colleagues each typed word of whose name or partner begins like this; accents do not matter. */
export function matching(colleagues: readonly Colleague[], query: string): Colleague[] {
  const typed = fold(query).split(" ").filter(Boolean);
  const found = colleagues.filter((one) => {
    const words = fold(`${one.name} ${one.partner_name ?? ""}`).split(" ");
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
  return found.slice(0, SHOWN);
}

/** The text once the colleague was picked, and where the caret goes. */
export function insertMention(
  text: string,
  { start, query }: TypedMention,
  colleague: Colleague,
): { text: string; caret: number } {
  const after = text.slice(start + 1 + query.length).replace(/^ /, "");
  const mention = `@${colleague.name} `;
  return { text: text.slice(0, start) + mention + after, caret: start + mention.length };
}

/** Ids of those picked whose name still stands in the text: who deletes the name calls nobody. */
export function mentionedIn(text: string, picked: readonly Colleague[]): string[] {
  const kept = picked.filter((one) => text.includes(`@${one.name}`)).map((one) => one.user_id);
  return [...new Set(kept)].slice(0, MENTIONS_MAX);
}
