import { describe, expect, it } from "vitest";
import { formPointer, lineOf, type TableValues, withLine, withoutLine } from "./lines";

const TABLE: TableValues = {
  automatic: true,
  wished: { partner_kinds: ["epci"], sentence: "L’intercommunalité accueille." },
  no_territory: { partner_kinds: ["epci"], sentence: "Le programme en parle d’abord." },
  technical: [
    {
      key: "farm",
      project_types: ["farm_takeover"],
      partner_kinds: ["chamber_agriculture"],
      sentence: "La chambre d’agriculture apporte son métier.",
    },
  ],
  needs: [{ theme: "housing", partner_kinds: ["housing"], sentence: "Le logement." }],
};
const LINE = {
  project_types: ["craft"],
  theme: null,
  partner_kinds: ["cma"],
  sentence: " La chambre de métiers. ",
  note: "",
};

describe("writing a line", () => {
  it("reads back what it wrote, in every group", () => {
    for (const at of [
      { group: "wished" },
      { group: "technical", index: 0 },
      { group: "needs", index: 0 },
    ] as const) {
      expect(withLine(TABLE, at, lineOf(TABLE, at))).toEqual(TABLE);
    }
  });

  it("keeps the name of a line that changes, and gives a new one a name of its own", () => {
    const changed = withLine(TABLE, { group: "technical", index: 0 }, LINE);
    expect(changed.technical).toEqual([
      {
        key: "farm",
        project_types: ["craft"],
        partner_kinds: ["cma"],
        sentence: "La chambre de métiers.",
      },
    ]);
    const once = withLine(TABLE, { group: "technical", index: null }, LINE);
    const twice = withLine(once, { group: "technical", index: null }, LINE);
    expect(twice.technical.map((one) => one.key)).toEqual(["farm", "craft", "craft_2"]);
  });

  it("removes one line and no other", () => {
    expect(withoutLine(TABLE, "needs", 0)).toEqual({ ...TABLE, needs: [] });
    expect(withoutLine(TABLE, "technical", 3)).toEqual(TABLE);
  });
});

it("brings the server's refusals to the fields of the line", () => {
  const at = { group: "technical", index: 2 } as const;
  expect(formPointer("/technical/2/project_types/0", at)).toBe("/project_types");
  expect(formPointer("/wished/sentence", { group: "wished" })).toBe("/sentence");
  expect(formPointer("/note", at)).toBe("/note");
});
