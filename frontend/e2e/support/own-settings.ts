import { OWN_REFERENT } from "./assignments";

/** The signed-in référent, as they change themself. */
export const MY_REFERENT = {
  id: OWN_REFERENT,
  user_id: "0193a000-0000-7000-8000-000000000003",
  partner_id: "0193a000-0000-7000-8000-000000000004",
  partner_name: "CC Grand-Figeac",
  display_name: "Paul Cassagne",
  email: "paul.cassagne@figeac.example",
  phone: "+33639981234",
  zones: ["200067361"],
  project_types: ["employee"],
  capacity: 20,
  languages: ["fr", "en"],
  absences: [{ from_on: "2026-12-21", to_on: "2027-01-03", substitute_id: null }],
  open_files: 12,
  archived_at: null,
  version: 4,
};

export const NO_CALENDAR = { active: false, created_at: null, last_read_at: null };
export const CALENDAR = {
  active: true,
  created_at: "2026-11-20T09:00:00.000Z",
  last_read_at: "2026-11-26T05:00:00.000Z",
};
export const CALENDAR_URL = "https://ohmylot.example/api/v1/calendars/abcdef/actions.ics";

export const OWN_ANSWERS = {
  "GET /my-referent": { body: MY_REFERENT },
  "GET /my-calendar": { body: NO_CALENDAR },
  "POST /my-calendar": { status: 201, body: { url: CALENDAR_URL } },
  "DELETE /my-calendar": { status: 204 },
};
