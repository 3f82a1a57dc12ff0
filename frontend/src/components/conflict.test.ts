import { expect, it } from "vitest";
import { differences, mergeVersions } from "./conflict";

const base = { name: "Cahors", phone: "", tags: ["a"] };
const NAMES = ["name", "phone", "tags"] as const;

it("proposes the side that was touched, and the person's own when both were", () => {
  const mine = { ...base, name: "Cahors sud", tags: ["b"] };
  const stored = { ...base, phone: "0199001020", tags: ["c"] };
  const sides = differences({ base, mine, stored }, NAMES);
  expect([...sides]).toEqual([
    ["name", "mine"],
    ["phone", "stored"],
    ["tags", "mine"],
  ]);
});

it("asks nothing where both wrote the same", () => {
  const both = { ...base, tags: ["b"] };
  expect(differences({ base, mine: both, stored: { ...both } }, NAMES).size).toBe(0);
});

it("keeps the chosen sides and the fields that agree", () => {
  const versions = {
    base,
    mine: { ...base, name: "Cahors sud", tags: ["b"] },
    stored: { ...base, phone: "0199001020", tags: ["c"] },
  };
  const sides = new Map([
    ["name", "mine"],
    ["phone", "stored"],
    ["tags", "stored"],
  ] as const);
  expect(mergeVersions(versions, sides)).toEqual({
    name: "Cahors sud",
    phone: "0199001020",
    tags: ["c"],
  });
});
