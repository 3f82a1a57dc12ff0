import { fold } from "@/components/fold";
import type { ImportBatch, MappingBody, UnmappedValue } from "./api";

/** A word of the file and the code it stands for; the empty code leaves it out. */
export interface Word {
  field: string;
  value: string;
  code: string;
  /** Rows that hold it; null for words translated earlier. */
  count: number | null;
}

/** The mapping while it is edited; words are kept by field, so that changing a column loses none. */
export interface MappingState {
  subject: string;
  /** Whether the source holds more offers than the file. */
  partial: boolean;
  columns: { header: string; field: string; touched: boolean }[];
  words: readonly Word[];
  dateOrder: string;
}

export type MappingAction =
  | { type: "field"; index: number; field: string }
  | { type: "word"; word: Word; code: string }
  | { type: "date_order"; order: string }
  | { type: "partial"; partial: boolean }
  /** The server read the file again with other columns: its new words join the known answers. */
  | { type: "words"; values: readonly UnmappedValue[] };

/** The server compares words without accents or case: so does this screen. */
const keyOf = ({ field, value }: { field: string; value: string }) =>
  JSON.stringify([field, fold(value)]);

export function startMapping(batch: ImportBatch): MappingState {
  const known = batch.values.map((value) => ({ ...value, count: null }));
  return {
    subject: batch.subject,
    partial: batch.partial,
    columns: batch.columns.map(({ header, field }) => ({ header, field, touched: false })),
    words: joined(known, batch.unmapped_values),
    dateOrder: batch.date_order,
  };
}

export function reduceMapping(state: MappingState, action: MappingAction): MappingState {
  switch (action.type) {
    case "field":
      return {
        ...state,
        columns: state.columns.map((column, index) =>
          index === action.index ? { ...column, field: action.field, touched: true } : column,
        ),
      };
    case "word":
      return {
        ...state,
        words: state.words.map((word) =>
          keyOf(word) === keyOf(action.word) ? { ...word, code: action.code } : word,
        ),
      };
    case "date_order":
      return { ...state, dateOrder: action.order };
    case "partial":
      return { ...state, partial: action.partial };
    case "words":
      return { ...state, words: joined(state.words, action.values) };
  }
}

/** The words not answered for yet come first, with the proposals of the server. */
function joined(words: readonly Word[], values: readonly UnmappedValue[]): Word[] {
  return [...unseenWords(words, values), ...words];
}

/** The words of the server that have no answer here. */
export function unseenWords(words: readonly Word[], values: readonly UnmappedValue[]): Word[] {
  const known = new Set(words.map(keyOf));
  return values
    .filter((value) => !known.has(keyOf(value)))
    .map(({ field, value, count, proposed }) => ({ field, value, count, code: proposed ?? "" }));
}

/** Fields that several columns may share. */
const REPEATABLE = new Set([
  "email",
  "phone",
  "project_type",
  "wished_territory",
  "comment",
  "civility",
  "ignore",
  "commune",
  "occupation_code",
  "contract_detail",
  "apply_url",
  "apply_email",
]);

/** What no row could do without: of each group, one field at least; the first one names it. */
const NEEDED: Record<string, readonly (readonly [string, ...string[]])[]> = {
  prospects: [
    ["email", "phone"],
    ["last_name", "first_name", "full_name"],
  ],
  job_offers: [["external_id"], ["title"], ["description"], ["contract_type"]],
};

/** What forbids checking the file: fields given twice, and what no row could do without. */
export function mappingFaults({ subject, columns }: MappingState): {
  repeated: string[];
  missing: string[];
} {
  const used = columns.map(({ field }) => field);
  const twice = used.filter((field, at) => !REPEATABLE.has(field) && used.indexOf(field) !== at);
  const unmet = (NEEDED[subject] ?? []).filter((group) => !group.some((one) => used.includes(one)));
  return { repeated: [...new Set(twice)], missing: unmet.map(([first]) => first) };
}

/** The words to show: those of fields that a column uses. */
export function askedWords({ columns, words }: MappingState): Word[] {
  const used = new Set(columns.map(({ field }) => field));
  return words.filter(({ field }) => used.has(field));
}

/** The mapping to save. */
export function toMappingBody({
  subject,
  partial,
  columns,
  words,
  dateOrder,
}: MappingState): MappingBody {
  return {
    columns: columns.map(({ header, field }) => ({ header, field })),
    values: words.map(({ field, value, code }) => ({ field, value, code })),
    date_order: dateOrder,
    ...(subject === "job_offers" ? { partial } : {}),
  };
}
