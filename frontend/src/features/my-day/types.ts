/** The working day of one person, as the API answers it. */

import type { Schema } from "@/api/types";

/** A file in one of the day's lists. */
export type DayFile = Schema<"DayFile">;

/** A file proposed to this person. */
export type DayProposal = Schema<"DayProposal">;

/** A file for which something should have been done; `reason` is `next_action` or `first_contact`. */
export type OverdueFile = Schema<"OverdueFile">;

/** A file whose household has not answered since our last exchange. */
export type WaitingFile = Schema<"WaitingFile">;

export type DayTask = Schema<"DayTask">;

export type DaySteeringAction = Schema<"DaySteeringAction">;

export type DayMention = Schema<"DayMention">;

/** How much each list holds in all; the lists themselves end at 50. */
export type DayCounts = Schema<"DayCounts">;

export type MyDay = Schema<"MyDay">;
