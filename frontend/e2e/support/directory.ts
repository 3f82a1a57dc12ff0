/** Fictional entries of the local directory for checks without a server. */

const entry = (n: number, more: object) => ({
  id: `0193a000-0000-7000-8000-0000000002${String(n).padStart(2, "0")}`,
  territory_code: "200067361",
  territory_name: "CC Grand-Figeac",
  theme: "early_childhood",
  name: "Relais petite enfance de Figeac",
  description: "Assistantes maternelles et crèches, rendez-vous possible à distance.",
  contact_name: "Léa Périé",
  phone: "+33199005301",
  email: "relais@enfance-figeac.example",
  website: null,
  verified_on: "2026-10-06",
  stale: false,
  may_change: true,
  archived_at: null,
  version: 1,
  created_at: "2026-10-06T09:00:00.000Z",
  updated_at: "2026-10-06T09:00:00.000Z",
  ...more,
});

export const STALE = entry(2, {
  theme: "mobility",
  name: "Célé Mobilité et covoiturage des communes de la vallée",
  description: null,
  contact_name: null,
  email: null,
  verified_on: "2025-09-23",
  stale: true,
});

export const ENTRIES = [
  entry(1, {}),
  STALE,
  entry(3, {
    territory_code: "46",
    territory_name: "Lot",
    theme: "housing",
    name: "Conseil logement du Lot",
    email: "conseil.aux.familles.et.aux.proprietaires@logement-lot.example",
    website: "https://logement-lot.example",
    may_change: false,
  }),
];
