import { expect, test } from "vitest";
import { jobOfferQuery, readJobOfferSearch } from "./search";

test("the address is read, and what it does not know is dropped", () => {
  const raw = {
    q: " usineur ",
    status: "draft",
    territory: 200067361,
    vue: "tout",
    sort: "salary",
    colour: "red",
  };
  expect(readJobOfferSearch(raw)).toEqual({
    q: "usineur",
    status: ["draft"],
    territory: "200067361",
  });
  expect(readJobOfferSearch({ vue: "relecture", sort: "title" })).toEqual({
    vue: "relecture",
    sort: "title",
  });
});

test("the review queue starts with what waits longest, the ending ones with the next to end", () => {
  expect(jobOfferQuery({ vue: "relecture", q: "kept for later" }, "2026-11-29")).toEqual({
    status: "submitted",
    sort: "updated_at",
    count: "exact",
  });
  expect(jobOfferQuery({ vue: "expirent" }, "2026-11-29")).toEqual({
    status: "published",
    expires_before: "2026-11-29",
    sort: "expires_on",
    count: "exact",
  });
  expect(jobOfferQuery({ contract: "CDI" }, "2026-11-29")).toEqual({
    contract: "CDI",
    count: "exact",
  });
});
