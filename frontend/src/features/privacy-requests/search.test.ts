import { expect, it } from "vitest";
import { readRequestSearch, requestQuery } from "./search";

it("shows what waits unless the address asks for more", () => {
  expect(requestQuery(readRequestSearch({ montrer: "gold" }))).toEqual({
    status: "received,in_progress",
    late: undefined,
    sort: undefined,
  });
  expect(requestQuery(readRequestSearch({ montrer: "late" })).late).toBe("true");
  expect(requestQuery(readRequestSearch({ montrer: "all" }))).toEqual({
    status: undefined,
    late: undefined,
    sort: "-due_on",
  });
});
