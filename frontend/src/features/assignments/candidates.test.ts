import { expect, it } from "vitest";
import { exclusionsOf, rankedOf } from "./candidates";
import type { RoutingCandidate } from "./types";

const candidate = (name: string, rank: number | null, exclusion: string | null = null) =>
  ({ referent_id: name, name, rank, exclusion }) as RoutingCandidate;

const ALL = [
  candidate("Far", null, "out_of_zone"),
  candidate("Second", 2),
  candidate("New reason", null, "on_strike"),
  candidate("Full", null, "full"),
  candidate("First", 1),
  candidate("Farther", null, "out_of_zone"),
  candidate("No", null, "declined"),
];

it("ranks the best placed first", () => {
  expect(rankedOf(ALL).map((one) => one.name)).toEqual(["First", "Second"]);
});

it("groups those left out by reason and loses nobody", () => {
  const groups = exclusionsOf(ALL).map((group) => [
    group.reason,
    group.candidates.map((one) => one.name),
  ]);
  expect(groups).toEqual([
    ["declined", ["No"]],
    ["full", ["Full"]],
    ["out_of_zone", ["Far", "Farther"]],
    ["on_strike", ["New reason"]],
  ]);
});
