import { expect, it } from "vitest";
import { type Wishes, whatIf } from "./wishes";

const own: Wishes = {
  territories: [{ code: "46102", name: "Figeac" }],
  project_types: ["employee", "craft"],
  language: "fr",
};

it("tries nothing while the form shows the file's own wishes", () => {
  expect(Object.values(whatIf(own, { ...own })).every((value) => value === undefined)).toBe(true);
});

it("sends only what was changed, in the order of preference", () => {
  const tried = {
    ...own,
    territories: [{ code: "200066371", name: "Cauvaldor" }, ...own.territories],
    language: "en",
  };
  expect(whatIf(own, tried)).toEqual({
    wished_territories: ["200066371", "46102"],
    project_types: undefined,
    language: "en",
  });
});
