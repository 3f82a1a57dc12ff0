import { describe, expect, it } from "vitest";
import { tieFrenchMarks } from "../../scripts/french-spaces";

describe("French marks", () => {
  it("stay with their word, in sentences and around what they quote", () => {
    expect(tieFrenchMarks("Qui viendrait vivre dans le Lot ?")).toBe(
      "Qui viendrait vivre dans le Lot\u00a0?",
    );
    expect(tieFrenchMarks("Passer à « Accompagné » : oui !")).toBe(
      "Passer à «\u00a0Accompagné\u00a0»\u00a0: oui\u00a0!",
    );
  });

  it("leave code as it was: another space between words means the same", () => {
    const code = 'const text = (late) => late ? "oui" : "non";';
    const run = (source: string) => new Function(`${source} return text(true);`)();
    expect(run(tieFrenchMarks(code))).toBe(run(code));
  });
});
