import { CANDIDATES, EXPLANATION } from "./assignments";
import { COLLEAGUES, SERVICE_LEVELS } from "./day";
import { HOUSEHOLD } from "./files";

/** A household that nobody accompanies yet. */
export const ALONE = {
  ...HOUSEHOLD,
  status: "qualified",
  assignments: [],
};

export const ROUTING = {
  table_version: 3,
  what_if: false,
  territorial: {
    role: "territorial",
    outcome: "referent",
    reason: null,
    rules: EXPLANATION.rules,
    summary: "Paul Cassagne serait proposé : le foyer souhaite vivre à Figeac, qu’il suit.",
    chosen: CANDIDATES[0],
    candidates: CANDIDATES,
  },
  technical: {
    role: "technical",
    outcome: "none",
    reason: "no_project",
    rules: [],
    summary: "Aucun référent technique : le foyer n’a pas encore dit ce qu’il veut faire.",
    chosen: null,
    candidates: [],
  },
};

export const WHAT_IF = {
  ...ROUTING,
  what_if: true,
  territorial: {
    ...ROUTING.territorial,
    outcome: "pool",
    reason: "nobody_left",
    summary: "Personne ne peut être proposé : le foyer rejoindrait le vivier du programme.",
    chosen: null,
    candidates: CANDIDATES.filter((one) => one.rank === null),
  },
};

export const REFERENTS = [
  ["r1", "Hélène Sabatier"],
  ["r2", "Paul Cassagne"],
  ["r5", "Odile Laborie"],
].map(([id, display_name]) => ({
  id,
  display_name,
  partner_name: "CC Grand-Figeac",
  open_files: 12,
  capacity: 20,
  absences: [],
  zones: [],
  project_types: [],
  languages: ["fr"],
}));

/** What the double answers around the choice of who accompanies. */
export const ROUTING_ANSWERS = {
  [`GET /prospects/${HOUSEHOLD.id}/routing`]: { body: ROUTING },
  [`GET /prospects/${HOUSEHOLD.id}/colleagues`]: { body: COLLEAGUES },
  "GET /service-levels": { body: SERVICE_LEVELS },
  "GET /referents": { body: { items: REFERENTS, next_cursor: null, total: 3 } },
};
