import { describe, expect, it } from "vitest";
import type { Question } from "./api";
import { given, linesOf, missing, moved, questionBody, questionValues } from "./values";

const question = (part: Partial<Question>): Question => ({
  id: "q",
  kind: "short_text",
  label: "?",
  help: null,
  required: false,
  choices: [],
  unit: null,
  min: null,
  max: null,
  ...part,
});

describe("the order of questions", () => {
  it("changes by one place and stops at the ends", () => {
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});

describe("a question", () => {
  it("is sent with what its kind asks for only", () => {
    const values = {
      ...questionValues(null),
      label: " Combien ? ",
      choices: "Oui\n\n Non ",
      unit: "postes",
      min: 0,
    };
    expect(questionBody({ ...values, kind: "number" }, null)).toEqual({
      kind: "number",
      label: "Combien ?",
      help: null,
      required: false,
      unit: "postes",
      min: 0,
      max: null,
    });
    expect(questionBody({ ...values, kind: "single_choice" }, "q").choices).toEqual(["Oui", "Non"]);
    expect(linesOf(" \n")).toEqual([]);
  });
});

describe("answers", () => {
  it("leave blank questions out, but not zero and no", () => {
    const answers = {
      a: { text: " " },
      b: { number: 0 },
      c: { yes: false },
      d: { choices: [] },
      e: {},
    };
    expect(Object.keys(given(answers))).toEqual(["b", "c"]);
  });

  it("tell which are still missing", () => {
    const questions = [question({ id: "a", required: true }), question({ id: "b" })];
    expect(missing(questions, { a: { text: " " } })).toEqual(["a"]);
    expect(missing(questions, { a: { text: "x" } })).toEqual([]);
  });
});
