import { SERVICE_LEVELS } from "./day";

const wished = {
  partner_kinds: ["epci"],
  sentence:
    "Le référent accueil de l’intercommunalité souhaitée en premier accompagne le foyer sur place.",
};

export const TABLE = {
  version: 3,
  automatic: true,
  wished,
  no_territory: {
    partner_kinds: ["epci"],
    sentence: "L’équipe du programme en parle d’abord avec le foyer.",
  },
  technical: [
    {
      key: "agriculture",
      project_types: ["farm_takeover"],
      partner_kinds: ["chamber_agriculture"],
      sentence: "Pour une reprise agricole, la chambre d’agriculture apporte son expertise.",
    },
    {
      key: "business",
      project_types: ["business_creation", "business_takeover"],
      partner_kinds: ["cci", "cma"],
      sentence:
        "Pour créer ou reprendre une entreprise, la chambre de commerce conseille le foyer.",
    },
  ],
  needs: [
    {
      theme: "housing",
      partner_kinds: ["housing", "epci"],
      sentence: "Le logement se cherche sur place.",
    },
  ],
  note: "La chambre d’agriculture suit les reprises.",
  author_name: "Claire Fabre",
  created_at: "2026-11-20T09:00:00.000Z",
};

export const FIRST_TABLE = {
  ...TABLE,
  version: 1,
  automatic: false,
  technical: [],
  note: null,
  author_name: null,
  created_at: "2026-11-02T09:00:00.000Z",
};

export const ORIENTATION_ANSWERS = {
  "GET /routing-table": { body: TABLE },
  "GET /routing-table/versions": { body: { items: [TABLE, FIRST_TABLE], next_cursor: null } },
  "GET /service-levels": { body: SERVICE_LEVELS },
};
