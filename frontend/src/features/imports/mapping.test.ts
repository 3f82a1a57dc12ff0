import { expect, it } from "vitest";
import type { ImportBatch } from "./api";
import { askedWords, mappingFaults, reduceMapping, startMapping, toMappingBody } from "./mapping";

const column = (header: string, field: string) => ({
  header,
  field,
  samples: [],
  confidence: 90,
  reason: "header",
});

const batch: ImportBatch = {
  id: "1",
  filename: "suivi.csv",
  subject: "prospects",
  source: null,
  partial: false,
  status: "uploaded",
  encoding: "UTF-8",
  delimiter: ";",
  sheet: null,
  columns: [column("Nom", "last_name"), column("Mail", "email"), column("", "status")],
  values: [{ field: "status", value: "abandon", code: "closed:abandoned" }],
  date_order: "day_first",
  unmapped_values: [
    { field: "status", value: "En attente", count: 3, proposed: null },
    { field: "status", value: "OK", count: 2, proposed: "settled" },
  ],
  row_count: 10,
  summary: null,
  undo: null,
  created_by_name: null,
  created_at: "2026-11-21T10:00:00.000Z",
  committed_at: null,
  undone_at: null,
  undoable_until: null,
  version: 1,
};

it("starts from the proposals", () => {
  expect(toMappingBody(startMapping(batch))).toEqual({
    columns: [
      { header: "Nom", field: "last_name" },
      { header: "Mail", field: "email" },
      { header: "", field: "status" },
    ],
    values: [
      { field: "status", value: "En attente", code: "" },
      { field: "status", value: "OK", code: "settled" },
      { field: "status", value: "abandon", code: "closed:abandoned" },
    ],
    date_order: "day_first",
  });
});

it("keeps what people chose when new words come", () => {
  let state = startMapping(batch);
  state = reduceMapping(state, {
    type: "word",
    word: { field: "status", value: "En attente", code: "", count: 3 },
    code: "dormant",
  });
  state = reduceMapping(state, {
    type: "words",
    values: [
      { field: "status", value: "EN ATTENTE", count: 3, proposed: "new" },
      { field: "source", value: "Radio", count: 1, proposed: "campaign" },
    ],
  });
  const codes = state.words.map(({ value, code }) => [value, code]);
  expect(codes).toEqual([
    ["Radio", "campaign"],
    ["En attente", "dormant"],
    ["OK", "settled"],
    ["abandon", "closed:abandoned"],
  ]);
});

it("names fields given twice and what is missing", () => {
  let state = startMapping(batch);
  expect(mappingFaults(state)).toEqual({ repeated: [], missing: [] });
  state = reduceMapping(state, { type: "field", index: 1, field: "last_name" });
  expect(mappingFaults(state)).toEqual({ repeated: ["last_name"], missing: ["email"] });
  expect(state.columns[1]?.touched).toBe(true);
});

it("asks only for the words of columns in use", () => {
  const state = reduceMapping(startMapping(batch), { type: "field", index: 2, field: "ignore" });
  expect(askedWords(state)).toEqual([]);
});

it("asks of offers what tells them apart, and keeps whether the file is partial", () => {
  const columns = [
    column("id", "external_id"),
    column("lieu", "commune"),
    column("ville", "commune"),
  ];
  const offers = { ...batch, subject: "job_offers", columns, values: [], unmapped_values: [] };
  const state = reduceMapping(startMapping(offers), { type: "partial", partial: true });
  expect(mappingFaults(state)).toEqual({
    repeated: [],
    missing: ["title", "description", "contract_type"],
  });
  expect(toMappingBody(state).partial).toBe(true);
});
