import type { Query } from "@/api/transport";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import type { Prospect } from "@/features/prospects/types";

/** Wishes that decide who accompanies a household. */
export interface Wishes {
  territories: TerritoryChoice[];
  project_types: string[];
  language: string | null;
}

/** The wishes of the file itself. */
export const wishesOf = (prospect: Prospect): Wishes => ({
  territories: prospect.wished_territories.map(({ code, name }) => ({ code, name })),
  project_types: prospect.project_types,
  language: prospect.language,
});

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const codes = (wishes: Wishes) => wishes.territories.map(({ code }) => code);

/** Parameters of the preview: only what differs from the file, so that an unchanged form tries nothing. */
export function whatIf(own: Wishes, tried: Wishes): Query {
  return {
    wished_territories: same(codes(own), codes(tried)) ? undefined : codes(tried),
    project_types: same(own.project_types, tried.project_types) ? undefined : tried.project_types,
    language: own.language === tried.language ? undefined : tried.language,
  };
}
