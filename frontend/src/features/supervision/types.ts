/** The programme's view of the network, as the API answers it. */

import type { Schema } from "@/api/types";

/** How often a promise was kept. */
export type Kept = Schema<"KeptPromises">;

/** A référent and what they carry, the proposed files among the open ones; listed by name, never by figures. */
export type ReferentLoad = Schema<"SupervisedReferent">;

export type EpciLoad = Schema<"SupervisedEpci">;

export type CommuneLoad = Schema<"SupervisedCommune">;

/** A file that waits for the programme to find somebody. */
export type PoolFile = Schema<"PooledFile">;

/** Everything the programme looks at to help the network, over the last twelve months for what was kept. */
export type Supervision = Schema<"Supervision">;
