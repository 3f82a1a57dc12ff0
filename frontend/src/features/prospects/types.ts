/** Shapes of a household's file as the API answers them. */

import type { Schema } from "@/api/types";

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

export type Prospect = Schema<"Prospect">;

/** A file in a list. */
export type ProspectSummary = Schema<"ProspectSummary">;

export type ProspectCounts = Schema<"ProspectCounts">;

/** Body of PATCH: absent stays, null empties. */
export type FactsPatch = Schema<"ProspectUpdate">;

export type TransitionBody = Schema<"ProspectTransition">;
