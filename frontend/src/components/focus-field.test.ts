import { expect, test } from "vitest";
import { selectionOf } from "./focus-field";

test("a stretch counted in characters is found in a text with emoji and accents", () => {
  const text = "🙂 élève : en dépression";
  const [start, end] = selectionOf(text, 13, 10);
  expect(text.slice(start, end)).toBe("dépression");
});

test("a stretch that goes beyond the text ends with it", () => {
  expect(selectionOf("abc", 1, 9)).toEqual([1, 3]);
});
