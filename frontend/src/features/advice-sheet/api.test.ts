import { expect, it } from "vitest";
import { type AdviceSheet, hasStale } from "./api";

const sheet = (...stale: boolean[][]) =>
  ({
    themes: stale.map((entries) => ({ resources: entries.map((one) => ({ stale: one })) })),
  }) as unknown as AdviceSheet;

it("warns of stale addresses wherever they stand", () => {
  expect(hasStale(sheet())).toBe(false);
  expect(hasStale(sheet([], [false]))).toBe(false);
  expect(hasStale(sheet([false], [false, true]))).toBe(true);
});
