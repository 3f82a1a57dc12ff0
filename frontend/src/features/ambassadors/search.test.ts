import { describe, expect, it } from "vitest";
import { ambassadorQuery, readAmbassadorSearch } from "./search";

describe("the address of the ambassadors", () => {
  it("keeps what it knows and drops the rest", () => {
    const search = readAmbassadorSearch({ q: " élie ", territory: 46102, kind: "", x: 1 });
    expect(search).toEqual({ q: "élie", territory: "46102" });
    expect(ambassadorQuery(search)).toEqual(search);
  });
});
