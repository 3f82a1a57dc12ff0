import type { Problem } from "@/api/problem";
import { householdPage } from "@/i18n/fr/household-page";
import type { HouseholdWishes, WishesPatch } from "./api";

/** The wishes as the form holds them; an empty horizon was never said. */
export type WishesValues = {
  wished_territories: string[];
  undecided: boolean;
  project_types: string[];
  horizon: string;
};

/** How many places a household names by itself; its référent may have noted more. */
const WISHES_MAX = 5;

export const valuesOf = (wishes: HouseholdWishes): WishesValues => ({
  wished_territories: wishes.wished_territories.map(({ code }) => code),
  undecided: wishes.territory_indifferent && wishes.wished_territories.length === 0,
  project_types: [...wishes.project_types],
  horizon: wishes.horizon ?? "",
});

export const placesMax = (wishes: HouseholdWishes): number =>
  Math.max(WISHES_MAX, wishes.wished_territories.length);

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

const placesOf = ({ undecided, wished_territories }: WishesValues) => ({
  wished_territories: undecided ? [] : wished_territories,
  territory_indifferent: undecided,
});

/** What to send: only what was changed, so that what is not known yet need not be said. */
export function changesOf(before: WishesValues, after: WishesValues): WishesPatch {
  const places = placesOf(after);
  return {
    ...(same(places, placesOf(before)) ? {} : places),
    ...(same(after.project_types, before.project_types)
      ? {}
      : { project_types: after.project_types }),
    ...(after.horizon === before.horizon ? {} : { horizon: after.horizon }),
  };
}

/** What can be said before sending; the server checks all of it again. */
export function checkWishes(before: WishesValues, after: WishesValues): Record<string, string> {
  const changes = changesOf(before, after);
  const found: Record<string, string> = {};
  if (changes.wished_territories?.length === 0 && !after.undecided)
    found.wished_territories = householdPage.errors.territories;
  if (changes.project_types?.length === 0) found.project_types = householdPage.errors.projectTypes;
  return found;
}

/** Whether the file changed meanwhile, and so must be read again before anything is sent. */
export const isStale = (problem: Problem): boolean => problem.code === "precondition_failed";
