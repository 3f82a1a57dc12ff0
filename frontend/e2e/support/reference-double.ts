import { readFileSync } from "node:fs";

/** The shipped reference data, in the shape the API serves it. */
function rowsOf(file: string): string[][] {
  const text = readFileSync(new URL(`../../../data/reference/${file}`, import.meta.url), "utf8");
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

function lists() {
  const byName = new Map<string, { code: string; label: string; description: string | null }[]>();
  for (const [name = "", code = "", label = "", description = ""] of rowsOf("labels-fr.csv")) {
    const items = byName.get(name) ?? [];
    items.push({ code, label, description: description || null });
    byName.set(name, items);
  }
  return [...byName].map(([name, items]) => ({ name, items }));
}

function territories() {
  const shared = { population: 1000, latitude: 44.5, longitude: 1.6 };
  const epcis = rowsOf("epcis-46.csv").map(([code = "", name = ""]) => ({
    ...shared,
    code,
    kind: "epci",
    name,
    parent_code: "46",
    parent_name: "Lot",
    postal_codes: [],
  }));
  const figeac = {
    ...shared,
    code: "46102",
    kind: "commune",
    name: "Figeac",
    parent_code: "200067361",
    parent_name: "CC Grand-Figeac",
    postal_codes: ["46100"],
  };
  const lot = { ...figeac, code: "46", kind: "departement", name: "Lot", postal_codes: [] };
  return [lot, ...epcis, figeac];
}

/** Answers of `/reference/*`, for the double of the API. */
export const REFERENCE = {
  "GET /reference/lists": { body: { version: "1", items: lists() } },
  "GET /reference/territories": { body: { version: "1", items: territories() } },
  "GET /reference/occupations": {
    body: {
      version: "1",
      items: [
        {
          code: "J1506",
          label: "Soins infirmiers généralistes",
          title: "Infirmière",
          parent_code: null,
        },
      ],
    },
  },
};
