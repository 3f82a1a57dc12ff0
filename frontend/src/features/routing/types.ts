import type { FiredRule, RoutingCandidate } from "@/features/assignments/types";

/** What the engine answers for one part of the accompaniment. */
export interface RoutingDecision {
  role: string;
  /** `referent`: somebody is to be asked; `pool`: the programme decides; `none`: nobody is needed or known. */
  outcome: string;
  /** `no_territory`, `nobody_left`, `no_project`, `no_rule`; null when somebody is to be asked. */
  reason: string | null;
  rules: FiredRule[];
  /** The whole in one French sentence. */
  summary: string;
  chosen: RoutingCandidate | null;
  candidates: RoutingCandidate[];
}

/** Who would be proposed for a file, without any effect. */
export interface Routing {
  table_version: number;
  /** Whether other wishes than those of the file were tried. */
  what_if: boolean;
  territorial: RoutingDecision;
  technical: RoutingDecision;
}
