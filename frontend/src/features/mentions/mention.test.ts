import { describe, expect, it } from "vitest";
import { type Colleague, insertMention, matching, mentionedIn, typedMention } from "./mention";

const HELENE: Colleague = {
  user_id: "h",
  name: "Hélène Sabatier",
  partner_name: "CC Grand-Figeac",
};
const PAUL: Colleague = { user_id: "p", name: "Paul Cassagne", partner_name: null };
const BOTH = [HELENE, PAUL];

describe("an @ being typed", () => {
  it.each([
    ["@", 1, ""],
    ["Vu avec @hel", 12, "hel"],
    ["(@paul", 6, "paul"],
    ["@Hélène Sa", 10, "Hélène Sa"],
    ["Deux lignes\n@p", 14, "p"],
  ])("%j asks for %3$j", (text, caret, query) => {
    expect(typedMention(text, caret)?.query).toBe(query);
  });

  it.each([
    ["marc@courriel.example", 21],
    ["@paul\nensuite", 13],
    ["@ seul", 6],
    ["rien", 4],
  ])("%j asks for nobody", (text, caret) => {
    expect(typedMention(text, caret)).toBeNull();
  });
});

describe("proposals", () => {
  it("ignores accents and finds by name, surname or partner", () => {
    expect(matching(BOTH, "helene")).toEqual([HELENE]);
    expect(matching(BOTH, "cass")).toEqual([PAUL]);
    expect(matching(BOTH, "sab figeac")).toEqual([HELENE]);
    expect(matching(BOTH, "")).toEqual(BOTH);
    expect(matching(BOTH, "zoé")).toEqual([]);
  });

  it("puts the name in place of what was typed and the caret after it", () => {
    const typed = typedMention("Voir avec @hel demain", 14);
    if (typed === null) throw new Error("nothing typed");
    expect(insertMention("Voir avec @hel demain", typed, HELENE)).toEqual({
      text: "Voir avec @Hélène Sabatier demain",
      caret: 27,
    });
  });
});

it("calls only those whose name was left in the text, each once", () => {
  expect(mentionedIn("@Paul Cassagne, vois ceci", [HELENE, PAUL, PAUL])).toEqual(["p"]);
});
