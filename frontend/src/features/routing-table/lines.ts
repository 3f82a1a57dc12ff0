import type { RoutingTable, RoutingTableUpdate } from "./api";

/** The part of a table that people write; its number, author and date come from the server. */
export type TableValues = Omit<RoutingTableUpdate, "note">;

export const valuesOf = (table: RoutingTable): TableValues => ({
  automatic: table.automatic,
  wished: table.wished,
  no_territory: table.no_territory,
  technical: table.technical,
  needs: table.needs,
});

/** One line of the table and where it stands; `null` in a list adds a line. */
export type LineAt =
  | { group: "wished" | "no_territory" }
  | { group: "technical" | "needs"; index: number | null };

/** A line while it is typed, whatever its group. */
export type LineValues = {
  project_types: string[];
  theme: string | null;
  partner_kinds: string[];
  sentence: string;
  note: string;
};

const EMPTY: LineValues = {
  project_types: [],
  theme: null,
  partner_kinds: [],
  sentence: "",
  note: "",
};

export function lineOf(table: TableValues, at: LineAt): LineValues {
  if (!("index" in at)) return { ...EMPTY, ...table[at.group] };
  if (at.index === null) return EMPTY;
  if (at.group === "needs") return { ...EMPTY, ...table.needs[at.index] };
  const { key: _, ...line } = table.technical[at.index] ?? { key: "" };
  return { ...EMPTY, ...line };
}

/** A name for a new line, kept with each assignment: its first project, made unique. */
function keyFor(line: LineValues, taken: readonly string[]): string {
  const base = line.project_types[0] ?? "ligne";
  const names = [base, ...taken.map((_, index) => `${base}_${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? base;
}

/** The list with one line changed, or added at its end. */
const put = <Line>(list: readonly Line[], index: number | null, line: Line): Line[] =>
  index === null ? [...list, line] : list.map((one, place) => (place === index ? line : one));

/** The table once a line was written. */
export function withLine(table: TableValues, at: LineAt, line: LineValues): TableValues {
  const { partner_kinds } = line;
  const sentence = line.sentence.trim();
  if (!("index" in at)) return { ...table, [at.group]: { partner_kinds, sentence } };
  if (at.group === "needs") {
    const theme = line.theme ?? "";
    return { ...table, needs: put(table.needs, at.index, { theme, partner_kinds, sentence }) };
  }
  const { project_types } = line;
  const known = at.index === null ? undefined : table.technical[at.index]?.key;
  const key =
    known ??
    keyFor(
      line,
      table.technical.map((one) => one.key),
    );
  const written = { key, project_types, partner_kinds, sentence };
  return { ...table, technical: put(table.technical, at.index, written) };
}

/** The table without a line. */
export function withoutLine(
  table: TableValues,
  group: "technical" | "needs",
  index: number,
): TableValues {
  return { ...table, [group]: table[group].filter((_: unknown, place: number) => place !== index) };
}

/** Names of a line's fields in the server's refusals, as the form knows them. */
export function formPointer(pointer: string, at: LineAt): string {
  const place = "index" in at ? `/${at.group}/` : `/${at.group}`;
  if (!pointer.startsWith(place)) return pointer;
  const field = /(project_types|theme|partner_kinds|sentence)/.exec(pointer)?.[1];
  return field === undefined ? pointer : `/${field}`;
}
