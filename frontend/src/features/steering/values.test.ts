import { describe, expect, it } from "vitest";
import { ownerOf, tokenOf } from "./owner";
import { actionQuery, readActionSearch } from "./search";
import { actionBodyOf, actionValuesOf, beforeOf, groupBodyOf } from "./values";

describe("the order of a roadmap", () => {
  it("tells before which item another goes", () => {
    const order = ["a", "b", "c"];
    expect(beforeOf(order, "c", 0)).toBe("a");
    expect(beforeOf(order, "a", 1)).toBe("c");
    expect(beforeOf(order, "a", 2)).toBeNull();
  });
});

describe("who answers for something", () => {
  it("is an account, a partner or nobody", () => {
    for (const token of ["user:1", "partner:2", null]) {
      expect(tokenOf(ownerOf(token))).toBe(token);
    }
    const values = { ...actionValuesOf(null, " Écrire "), owner: ownerOf("partner:2") };
    expect(actionBodyOf(values)).toEqual({
      title: "Écrire",
      owner_user_id: null,
      owner_partner_id: "2",
      due_on: null,
      outcome: null,
    });
  });
});

describe("a working group", () => {
  it("sends accounts alone and people with their partner", () => {
    const body = groupBodyOf({
      name: "Logement",
      theme: "housing",
      mission: "Trouver",
      pilot: ownerOf(null),
      users: ["1"],
      guests: [{ key: "k", name: " Zoé Bex ", partner_id: "2", email: " " }],
    });
    expect(body.members).toEqual([
      { user_id: "1" },
      { name: "Zoé Bex", partner_id: "2", email: null },
    ]);
  });
});

describe("the actions that are shown", () => {
  it("are those that wait, unless something else is asked for", () => {
    expect(actionQuery(readActionSearch({})).status).toBe("todo,in_progress");
    expect(actionQuery(readActionSearch({ tout: true })).status).toBeUndefined();
    expect(actionQuery(readActionSearch({ status: "done" })).status).toBe("done");
    expect(readActionSearch({ owner: "user:1", late: "true", other: 1 })).toEqual({ late: true });
  });
});
