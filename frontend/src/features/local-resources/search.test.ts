import { describe, expect, it } from "vitest";
import { directoryQuery, readDirectorySearch } from "./search";

describe("the directory's address", () => {
  it("keeps what it knows and drops the rest", () => {
    expect(
      readDirectorySearch({ q: " crèche ", territory: 46, theme: "housing", stale: "true", x: 1 }),
    ).toEqual({ q: "crèche", territory: "46", theme: "housing", stale: true });
    expect(readDirectorySearch({ q: "", stale: false, archived: "no" })).toEqual({});
  });

  it("asks for archived entries beside the others", () => {
    expect(directoryQuery({ theme: "health", archived: true })).toEqual({
      theme: "health",
      archived: "any",
      count: "exact",
    });
    expect(directoryQuery({}).archived).toBeUndefined();
  });
});
