import type { Schema } from "@/api/types";

/** What the engine answers for one part of the accompaniment. */
export type RoutingDecision = Schema<"RoutingDecision">;

/** Who would be proposed for a file, without any effect. */
export type Routing = Schema<"Routing">;

/** What came of asking the best placed at once. */
export type Routed = Schema<"Routed">;
