import { expect, it } from "vitest";
import type { ProspectSummary } from "../types";
import { cardsOf } from "./cards";

const file = (id: string) => ({ id }) as ProspectSummary;

it("shows a card where it is going, and nowhere else", () => {
  const moving = { file: file("b"), to: "qualified" };
  const ids = (status: string, items: ProspectSummary[]) =>
    cardsOf(status, items, moving).map((one) => one.id);
  expect(ids("new", [file("a"), file("b")])).toEqual(["a"]);
  expect(ids("qualified", [file("c")])).toEqual(["b", "c"]);
  expect(ids("qualified", [file("c"), file("b")])).toEqual(["b", "c"]);
});

it("leaves columns alone when nothing moves", () => {
  expect(cardsOf("new", [file("a")], null)).toEqual([file("a")]);
});
