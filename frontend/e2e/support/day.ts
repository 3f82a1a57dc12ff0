import { EXPLANATION, PROPOSAL } from "./assignments";
import { HOUSEHOLD } from "./files";

/** The moment at which the pages of the day are looked at: Thursday, ten o'clock in Paris. */
export const NOW = "2026-11-26T09:00:00Z";

const file = (n: number, lead_name: string, status: string, more: object = {}) => ({
  id: `0193a000-0000-7000-8000-0000000002${String(n).padStart(2, "0")}`,
  number: `OML-2026-001${String(n).padStart(2, "0")}`,
  lead_name,
  status,
  epci_name: "CC Grand-Figeac",
  next_action: { label: "Appeler pour préciser le projet", on: "2026-11-26" },
  phone: "+33639981234",
  version: 3,
  ...more,
});

const PROPOSED_FILE = file(1, "Marc Bonnafous", "qualified", {
  id: HOUSEHOLD.id,
  number: HOUSEHOLD.number,
});

export const DAY = {
  today: "2026-11-26",
  counts: {
    to_accept: 2,
    to_call: 2,
    overdue: 2,
    waiting: 1,
    tasks: 2,
    actions: 1,
    mentions: 1,
    pool: 0,
  },
  to_accept: [
    {
      assignment_id: PROPOSAL.id,
      version: 1,
      role: "territorial",
      prospect: PROPOSED_FILE,
      sentence: EXPLANATION.sentence,
      proposed_at: "2026-11-25T09:00:00.000Z",
      accept_due_at: "2026-11-27T16:00:00.000Z",
      overdue: false,
      handover_note: null,
    },
    {
      assignment_id: "a9",
      version: 1,
      role: "technical",
      prospect: file(2, "Inès Vayssettes-Lacombe de Montpezat", "assigned", {
        epci_name: "Communauté de communes Causses et Vallée de la Dordogne",
      }),
      sentence: "Le foyer reprend une ferme : la chambre d’agriculture apporte son métier.",
      proposed_at: "2026-11-23T09:00:00.000Z",
      accept_due_at: "2026-11-25T16:00:00.000Z",
      overdue: true,
      handover_note:
        "Madame est disponible le soir après 18 h.\nLe bail de la grange se termine en mars.",
    },
  ],
  to_call: [
    file(3, "Clémence Delpech", "assigned"),
    file(4, "Yann Kerbrat et Anna Kerbrat", "supported", { phone: null }),
  ],
  overdue: [
    {
      ...file(5, "Awa Cazals", "assigned", { next_action: null }),
      reason: "first_contact",
    },
    {
      ...file(6, "Jeanne Escudié", "supported", {
        next_action: { label: "Envoyer la liste des écoles", on: "2026-11-20" },
      }),
      reason: "next_action",
    },
  ],
  waiting: [
    {
      ...file(7, "Luc Périé", "supported", {
        next_action: { label: "Relancer par courriel", on: "2026-12-03" },
      }),
      since: "2026-11-18T09:00:00.000Z",
    },
  ],
  tasks: [
    {
      task_id: "t1",
      version: 1,
      title: "Demander le dossier d’inscription au collège",
      due_on: "2026-11-24",
      overdue: true,
      prospect_id: HOUSEHOLD.id,
      number: HOUSEHOLD.number,
      lead_name: "Marc Bonnafous",
    },
    {
      task_id: "t2",
      version: 1,
      title: "Prévenir le bailleur",
      due_on: "2026-11-27",
      overdue: false,
      prospect_id: HOUSEHOLD.id,
      number: HOUSEHOLD.number,
      lead_name: "Marc Bonnafous",
    },
  ],
  actions: [
    {
      action_id: "s1",
      version: 1,
      title: "Recenser les logements vacants",
      origin_name: "Logement",
      status: "todo",
      due_on: "2026-11-30",
      overdue: false,
    },
  ],
  mentions: [
    {
      mention_id: "mention1",
      prospect_id: HOUSEHOLD.id,
      number: HOUSEHOLD.number,
      lead_name: "Marc Bonnafous",
      author_name: "Claire Fabre",
      excerpt: "@Paul Cassagne, peux-tu appeler la mairie de Cajarc au sujet de l’école ?",
      created_at: "2026-11-25T15:00:00.000Z",
    },
  ],
};

export const EMPTY_DAY = {
  today: "2026-11-26",
  counts: {
    to_accept: 0,
    to_call: 0,
    overdue: 0,
    waiting: 0,
    tasks: 0,
    actions: 0,
    mentions: 0,
    pool: 0,
  },
  to_accept: [],
  to_call: [],
  overdue: [],
  waiting: [],
  tasks: [],
  actions: [],
  mentions: [],
};

export const SERVICE_LEVELS = {
  accept_days: 2,
  first_contact_days: 5,
  next_action_days: 30,
  pool_days: 2,
  stale_after_days: 365,
  opens_at: "09:00",
  closes_at: "17:00",
  digest_at: "08:00",
  version: 1,
  updated_at: "2026-11-20T09:00:00.000Z",
};

export const COLLEAGUES = {
  items: [
    { user_id: "u-claire", name: "Claire Fabre", partner_name: "Département du Lot" },
    { user_id: "u-helene", name: "Hélène Sabatier", partner_name: "CC Grand-Figeac" },
  ],
};

/** What the double answers on the pages of the day. */
export const DAY_ANSWERS = {
  "GET /my-day": { body: DAY },
  "GET /service-levels": { body: SERVICE_LEVELS },
  [`GET /prospects/${HOUSEHOLD.id}`]: {
    body: { ...HOUSEHOLD, status: "qualified", assignments: [PROPOSAL] },
  },
  [`GET /prospects/${HOUSEHOLD.id}/colleagues`]: { body: COLLEAGUES },
};
