const page = (items: unknown[]) => ({ body: { items, next_cursor: null } });
const ID = "0193a000-0000-7000-8000-0000000000a1";

export const IMPORT_PATH = `/imports/${ID}`;

/** One import, as far as `changes` say. */
export const importBatch = (changes: Record<string, unknown> = {}) => ({
  id: ID,
  filename: "suivi-2018-2025.csv",
  status: "uploaded",
  encoding: "UTF-8",
  delimiter: ";",
  sheet: null,
  columns: [
    {
      header: "Nom Prénom",
      samples: ["VIDAL Nora", "MARTIN Luc"],
      field: "full_name",
      confidence: 92,
      reason: "header_and_values",
    },
    {
      header: "Mail",
      samples: ["nora.vidal@mail.example"],
      field: "email",
      confidence: 99,
      reason: "remembered",
    },
    {
      header: "Situation",
      samples: ["Installé"],
      field: "status",
      confidence: 88,
      reason: "header",
    },
  ],
  values: [],
  unmapped_values: [{ field: "status", value: "En attente", count: 41, proposed: null }],
  date_order: "day_first",
  row_count: 612,
  summary: null,
  created_by_name: "Claire Fabre",
  created_at: "2026-11-21T09:00:00.000Z",
  committed_at: null,
  undone_at: null,
  undoable_until: null,
  version: 1,
  ...changes,
});

export const IMPORT_SUMMARY = {
  rows: 612,
  created: 540,
  updated: 0,
  duplicates: 48,
  refused: 24,
  reasons: [{ code: "no_contact", count: 24 }],
};

const ROWS = [
  {
    row: 1,
    verdict: "created",
    reasons: [],
    attached_to_row: null,
    attached_to_number: null,
    prospect_id: null,
    cells: ["VIDAL Nora", "nora.vidal@mail.example", "Installé"],
  },
  {
    row: 2,
    verdict: "refused",
    reasons: [{ code: "no_contact", field: "email", value: "", message: "" }],
    attached_to_row: null,
    attached_to_number: null,
    prospect_id: null,
    cells: ["MARTIN Luc", "", "En attente"],
  },
];

export const PARTNER = {
  id: "0193a000-0000-7000-8000-0000000000b1",
  name: "Département du Lot",
  kind: "departement",
  territories: ["46"],
  email: "accueil@lot.example",
  phone: "+33199001020",
  website: null,
  declared_member_count: null,
  archived_at: null,
  version: 1,
};

const REFERENT = {
  id: "0193a000-0000-7000-8000-0000000000c1",
  user_id: null,
  partner_id: PARTNER.id,
  partner_name: PARTNER.name,
  display_name: "Inès Roche",
  email: null,
  phone: null,
  zones: ["200067361"],
  project_types: ["employee"],
  capacity: 5,
  languages: ["fr"],
  absences: [{ from_on: "2026-01-01", to_on: "2036-01-01", substitute_id: null }],
  open_files: 5,
  archived_at: null,
  version: 1,
};

const USER = {
  id: "0193a000-0000-7000-8000-0000000000d1",
  email: "ines.roche@figeac.example",
  first_name: "Inès",
  last_name: "Roche",
  status: "invited",
  totp_enabled: false,
  last_login_at: null,
  grants: [
    {
      role: "referent",
      partner_id: PARTNER.id,
      territories: ["200067361"],
      project_types: [],
      valid_from: null,
      valid_to: null,
    },
  ],
  version: 1,
};

const ENTRY = {
  id: "12",
  at: "2026-11-21T09:12:00Z",
  actor_id: USER.id,
  actor_label: "Inès Roche",
  action: "prospect.update",
  resource_type: "prospect",
  resource_id: ID,
  fields: ["postal_code", "city"],
  reason: null,
  request_id: "r",
};

/** Answers of imports and administration, for the double of the API. */
export const ADMINISTRATION = {
  "GET /partners": page([PARTNER]),
  "GET /referents": page([REFERENT]),
  "GET /users": page([USER]),
  "GET /audit-entries": page([ENTRY]),
  "GET /imports": page([importBatch()]),
  "POST /imports": { status: 201, body: importBatch() },
  [`GET ${IMPORT_PATH}`]: { body: importBatch() },
  [`GET ${IMPORT_PATH}/rows`]: page(ROWS),
};
