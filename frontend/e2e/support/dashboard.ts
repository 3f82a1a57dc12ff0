import { SUPERVISION } from "./supervision";

/** Figures that look real and are the same in every run. */
const LABELS: Record<string, [label: string, unit: string, value: number, before: number]> = {
  prospects_new: ["Nouveaux dossiers", "file", 612, 548],
  prospects_supported: ["Dossiers accompagnés", "file", 431, 400],
  families_settled: ["Familles installées", "family", 118, 108],
  in_progress_at: ["Dossiers en cours", "file", 254, 231],
  newcomers_insee: ["Nouveaux habitants estimés", "person", 236, 216],
  first_contact_delay: ["Délai du premier échange", "hour", 12.5, 16],
  sla_contact_kept: ["Premiers échanges à temps", "percent", 83.4, 79],
};

/** Figures that are known by EPCI, and may be opened as a list. */
const BY_EPCI = ["prospects_supported", "families_settled", "in_progress_at"];

const cells = (more: number, hidden: number[] = []) =>
  SUPERVISION.epcis.map(({ code, name }, index) => ({
    key: code,
    label: name,
    value: hidden.includes(index) ? null : (index * 7 + more) % 43,
    hidden: hidden.includes(index),
  }));

const figures = Object.entries(LABELS).map(([code, [label, unit, value, previous_value]]) => ({
  code,
  label,
  definition: "Foyers qui ont emménagé dans le Lot dans la période, une fois chacun.",
  unit,
  value,
  previous_value,
  target: code === "families_settled" ? 125 : code === "first_contact_delay" ? 12 : null,
  gap: code === "families_settled" ? -7 : code === "first_contact_delay" ? 0.5 : null,
  coefficient:
    code === "newcomers_insee" ? { value: 2, source: "Coefficient du programme, Insee" } : null,
  opens_list: unit === "file" || unit === "family",
  by_epci: BY_EPCI.includes(code) ? cells(value) : [],
}));

const steps = (key: string, label: string, entered: number) => ({
  key,
  label,
  entered,
  supported: Math.round(entered * 0.7),
  settled: Math.round(entered * 0.2),
});

const monthOf = (number: number) => `2026-${String(number).padStart(2, "0")}`;

const months = Array.from({ length: 12 }, (_, index) => ({
  month: monthOf(index + 1),
  entered: index > 10 ? null : 40 + ((index * 17) % 31),
  supported: index > 10 ? null : 30 + ((index * 11) % 21),
  settled: index > 10 ? null : 5 + ((index * 5) % 9),
  first_contact_delay: index > 10 ? null : 10 + ((index * 3) % 8),
  sla_contact_kept: index > 10 ? null : 70 + ((index * 7) % 25),
}));

/** The dashboard of the programme. */
export const DASHBOARD = {
  audience: "programme",
  period: "2026",
  previous_period: "2025",
  running: true,
  territories: [],
  figures,
  sources: [
    steps("web", "Formulaire du site", 310),
    steps("stand", "Stand ou salon", 140),
    steps("employer", "Employeur", 84),
    steps("ambassador", "Ambassadeur", 52),
    steps("phone", "Téléphone", 26),
  ],
  cohorts: months.slice(0, 11).map(({ month, entered }) => steps(month, month, entered ?? 0)),
  months,
  communes: [
    { key: "46102", label: "Figeac", value: 14, hidden: false },
    { key: "46042", label: "Cahors", value: 31, hidden: false },
  ],
  obstacles: [
    ["housing", "Logement"],
    ["partner_job", "Emploi du conjoint"],
    ["childcare", "Garde d’enfants"],
    ["mobility", "Mobilité"],
  ].map(([theme, label], row) => ({
    theme,
    label,
    cells: cells(row * 5, row === 3 ? [1, 2] : []),
  })),
};

/** The dashboard of the steering committee: small numbers by place are hidden, no list opens. */
export const STEERING = {
  ...DASHBOARD,
  audience: "steering",
  communes: [],
  figures: figures.map((figure) => ({
    ...figure,
    opens_list: false,
    by_epci: figure.by_epci.length > 0 ? cells(3, [1, 4]) : [],
  })),
};

const place = (code: string, kind: string, name: string, parent_code: string | null) => ({
  code,
  kind,
  name,
  parent_code,
  parent_name: null,
  postal_codes: [],
  population: 1000,
  latitude: 44.6,
  longitude: 1.6,
});

const territories = [
  place("46", "departement", "Lot", null),
  ...SUPERVISION.epcis.map(({ code, name }) => place(code, "epci", name, "46")),
  ...SUPERVISION.communes.map(({ code, name, epci_code, latitude, longitude }) => ({
    ...place(code ?? "", "commune", name ?? "", epci_code ?? null),
    latitude,
    longitude,
  })),
];

/** What the page of the dashboard asks for. */
export const DASHBOARD_ANSWERS = {
  "GET /dashboard": { body: DASHBOARD },
  "GET /reference/territories": { body: { version: "1", items: territories } },
  "GET /reference/contours": { body: { items: [], version: "1" } },
};

const target = (indicator: string, label: string, value: number, more: object = {}) => ({
  indicator,
  label,
  unit: "family",
  year: 2026,
  epci_code: null,
  epci_name: null,
  value,
  note: null,
  achieved: 118,
  gap: 118 - value,
  hidden: false,
  version: 1,
  created_at: "2026-01-20T09:00:00.000Z",
  updated_at: "2026-01-20T09:00:00.000Z",
  ...more,
});

/** The targets of the year. */
export const TARGETS = {
  year: 2026,
  items: [
    target("families_settled", "Familles installées", 125, { note: "Décidé au COPIL de janvier." }),
    target("families_settled", "Familles installées", 30, {
      epci_code: "200067361",
      epci_name: "CC Grand-Figeac",
      achieved: null,
      gap: null,
      hidden: true,
    }),
  ],
};
