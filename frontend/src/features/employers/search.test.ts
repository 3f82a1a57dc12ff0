import { expect, test } from "vitest";
import { employerQuery, readEmployerSearch } from "./search";

test("the address is read, and what it does not know is dropped", () => {
  const raw = { q: " cele ", territory: 200067361, archived: "true", colour: "red", kind: "" };
  expect(readEmployerSearch(raw)).toEqual({ q: "cele", territory: "200067361", archived: true });
});

test("archived employers are asked for beside the others, and all are counted", () => {
  expect(employerQuery({ q: "cele", archived: true })).toEqual({
    q: "cele",
    archived: "any",
    count: "exact",
  });
  expect(employerQuery({})).toEqual({ archived: undefined, count: "exact" });
});
