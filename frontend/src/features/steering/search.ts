import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";
import { today } from "@/i18n/format";
import { ownerOf } from "./owner";

/** Filters of the actions, exactly as they stand in the address. */
export interface ActionSearch {
  /** `user:` or `partner:` and an id. */
  owner?: string;
  status?: string;
  late?: true;
  /** With what is done or was given up. */
  tout?: true;
}

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readActionSearch(raw: Record<string, unknown>): ActionSearch {
  const search: ActionSearch = {};
  const owner = textOf(raw.owner);
  if (/^(user|partner):[0-9a-f-]{36}$/.test(owner)) search.owner = owner;
  const status = textOf(raw.status);
  if (status !== "") search.status = status;
  if (isTrue(raw.late)) search.late = true;
  if (isTrue(raw.tout)) search.tout = true;
  return search;
}

/** What waits for somebody, unless a state or everything is asked for. */
export const actionQuery = ({ owner, status, late, tout }: ActionSearch): Query => {
  const { user, partner } = ownerOf(owner ?? null);
  return {
    owner_user: user ?? undefined,
    owner_partner: partner ?? undefined,
    status: status ?? (tout ? undefined : "todo,in_progress"),
    late: late ? "true" : undefined,
  };
};

/** The year of a roadmap in the address. */
export interface RoadmapSearch {
  annee?: number;
}

export function readRoadmapSearch(raw: Record<string, unknown>): RoadmapSearch {
  const year = Number(textOf(raw.annee));
  return Number.isInteger(year) && year >= 2018 && year <= 2100 ? { annee: year } : {};
}

export const yearOf = ({ annee }: RoadmapSearch): number => annee ?? Number(today().slice(0, 4));
