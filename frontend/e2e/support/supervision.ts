import { readFileSync } from "node:fs";
import { DAY } from "./day";

/** Rows of a shipped file of places. */
const rows = (file: string) =>
  readFileSync(new URL(`../../../data/reference/${file}`, import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? "",
      ),
    );

/** Figures that look real and are the same in every run. */
const figure = (code: string, most: number) => (Number(code.slice(-3)) * 7) % (most + 1);

const communes = rows("communes-46.csv").map(([code = "", name, epci_code, , , lat, lon]) => ({
  code,
  name,
  epci_code,
  latitude: Number(lat),
  longitude: Number(lon),
  open_files: figure(code, 11) > 8 ? figure(code, 5) : 0,
}));

const epcis = rows("epcis-46.csv")
  .map(([code = "", name = ""], index) => ({
    code,
    name,
    latitude: 44.6,
    longitude: 1.6,
    open_files: communes
      .filter((one) => one.epci_code === code)
      .reduce((sum, one) => sum + one.open_files, 0),
    proposed: index % 4,
    pool: index % 3 === 0 ? 1 : 0,
    unrouted: index % 5 === 0 ? 2 : 0,
    overdue: (index * 3) % 7,
    accepted_in_time: { kept: 18 - index, total: 20 },
    first_contact_in_time: { kept: index === 3 ? 0 : 15, total: index === 3 ? 0 : 18 },
  }))
  .toSorted((one, other) => one.name.localeCompare(other.name, "fr"));

const referent = (name: string, zones: string[], more: object = {}) => ({
  referent_id: name,
  name,
  partner_name: "CC Grand-Figeac",
  zones,
  open_files: 12,
  proposed: 2,
  capacity: 20,
  overdue: 1,
  away_until: null,
  ...more,
});

const referents = [
  referent("Awa Ségala", ["200066371"], { capacity: 16, open_files: 15 }),
  referent("Hélène Sabatier", ["200067361"], { away_until: "2026-12-04" }),
  referent("Marc Teyssèdre", ["200035327"], { open_files: 1, proposed: 0 }),
  referent("Odile Laborie", ["200067361"], { open_files: 3 }),
  referent("Paul Cassagne", ["200023737", "244600532", "200039519", "244600433"], {
    partner_name: "CA du Grand Cahors",
    capacity: null,
  }),
];

export const SUPERVISION = {
  referents,
  epcis,
  communes,
  pool: DAY.to_call.map((file, index) => ({
    ...file,
    status: "qualified",
    pool_since: "2026-11-23T09:00:00.000Z",
    pool_reason: index === 0 ? "no_territory" : "nobody_left",
  })),
  unrouted: DAY.waiting.map((file) => ({ ...file, status: "qualified" })),
  counts: { pool: 2, unrouted: 1 },
  service: {
    accepted_in_time: { kept: 132, total: 144 },
    first_contact_in_time: { kept: 98, total: 121 },
  },
};

export const SUPERVISION_ANSWERS = {
  "GET /supervision": { body: SUPERVISION },
  "GET /reference/contours": { body: { items: [], version: "1" } },
};
