/** The référent signed in by `asReferent`. */
export const OWN_REFERENT = "r2";

const candidate = (name: string, rank: number | null, more: object = {}) => ({
  referent_id: name,
  name,
  partner_name: "CC Grand-Figeac",
  rank,
  exclusion: null,
  in_place_of_name: null,
  precision: "epci",
  matching_project_types: ["employee"],
  speaks_language: null,
  open_files: 12,
  capacity: 20,
  last_assigned_at: null,
  sentence: "Suit tout le Grand-Figeac et les projets d’emploi salarié.",
  ...more,
});

export const CANDIDATES = [
  candidate("Paul Cassagne", 1, {
    referent_id: OWN_REFERENT,
    sentence: "Suit la commune de Figeac et les projets d’emploi salarié.",
  }),
  candidate("Odile Laborie", 2),
  candidate("Nadège Fontanille", null, {
    exclusion: "full",
    open_files: 20,
    sentence: "Complète.",
  }),
  candidate("Marc Teyssèdre", null, { exclusion: "out_of_zone", sentence: "Suit Cazals-Salviac." }),
  candidate("Lucie Bru", null, { exclusion: "out_of_zone", sentence: "Suit le Grand Cahors." }),
];

export const EXPLANATION = {
  sentence:
    "Ce foyer souhaite vivre à Figeac : c’est un référent du Grand-Figeac qui l’accompagne.",
  table_version: 3,
  rules: [
    {
      key: "wished",
      sentence: "Le référent de l’intercommunalité souhaitée en premier accompagne le foyer.",
    },
  ],
  candidates: CANDIDATES,
};

export const PROPOSAL = {
  id: "a2",
  role: "territorial",
  referent_id: OWN_REFERENT,
  referent_name: "Paul Cassagne",
  partner_name: "CC Grand-Figeac",
  status: "proposed",
  explanation: EXPLANATION,
  decline_reason: null,
  decline_comment: null,
  expiry_reason: null,
  proposed_at: "2026-11-25T09:00:00.000Z",
  accept_due_at: "2026-11-27T16:00:00.000Z",
  answered_at: null,
  first_contact_due_at: null,
  first_contact_at: null,
  ended_at: null,
  in_place_of_name: null,
  handover_note: null,
  transferred_from_name: null,
  version: 1,
};

/** An assignment that was accepted, with everything that may be said of it. */
export const ACCEPTED = {
  ...PROPOSAL,
  id: "a1",
  referent_id: "r1",
  referent_name: "Hélène Sabatier",
  status: "accepted",
  explanation: {
    sentence: "Le foyer souhaite vivre à Figeac.",
    table_version: null,
    rules: [],
    candidates: [],
  },
  answered_at: "2026-11-24T10:00:00.000Z",
  first_contact_due_at: "2026-12-01T10:00:00.000Z",
  in_place_of_name: "Odile Laborie",
  transferred_from_name: "Nadège Fontanille",
  handover_note: "Madame est disponible le soir après 18 h.\nElle attend la liste des écoles.",
};
