/** Shapes of a household's file as the API answers them. */

import type { Schema } from "@/api/types";
import type { Assignment } from "@/features/assignments/types";

export type NextAction = Schema<"NextAction">;

export type HealthCareer = Schema<"HealthCareer">;

export type Career = Schema<"Career">;

export type Member = Schema<"Member">;

export type Need = Schema<"Need">;

export type Task = Schema<"Task">;

export type Consent = Schema<"Consent">;

export type Installation = Schema<"Installation">;

export type StatusChange = Schema<"StatusChange">;

export type Interaction = Schema<"Interaction">;

/** What a person may write about a household itself; every key is a field of PATCH /prospects. */
export type Facts = Pick<
  Prospect,
  Exclude<keyof Schema<"ProspectUpdate">, "wished_territories" | "next_action">
>;

export type Prospect = Omit<Schema<"Prospect">, "assignments"> & {
  assignments: Assignment[];
  /** Since when the file waits in the programme's pool; null when it does not. */
  pool_since: string | null;
  /** Why it waits: `no_territory` or `nobody_left`. */
  pool_reason: string | null;
};

/** A file in a list. */
export type ProspectSummary = Schema<"ProspectSummary">;

export type ProspectCounts = Schema<"ProspectCounts">;

/** Body of PATCH: absent stays, null empties. */
export type FactsPatch = Schema<"ProspectUpdate">;

export type TransitionBody = Schema<"ProspectTransition">;
