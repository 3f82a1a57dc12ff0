/** Who accompanies a household, and why, as the API answers it. */

import type { Schema } from "@/api/types";

/** A référent whom the engine considered, ranked or left out. */
export type RoutingCandidate = Schema<"RoutingCandidate">;

/** A line of the routing table that applied. */
export type FiredRule = Schema<"FiredRule">;

/** Why somebody was proposed, kept as it was on that day. */
export type Explanation = Schema<"Explanation">;

/** A référent asked to accompany a file, or who does. */
export type Assignment = Schema<"Assignment">;

/** Body of a change of state of an assignment. */
export type AssignmentAnswer = Schema<"AssignmentTransition">;
