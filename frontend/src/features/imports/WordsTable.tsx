import { NativeSelect } from "@mantine/core";
import { useAllTerritories, useLists } from "@/api/reference";
import { type Column, DataTable } from "@/components/DataTable";
import { formatInteger } from "@/i18n/format";
import { importFields, imports } from "@/i18n/fr/imports";
import type { Word } from "./mapping";

interface WordsTableProps {
  words: readonly Word[];
  onCode: (word: Word, code: string) => void;
}

/** Words of the file that stand for one of the programme's codes, with how often they occur. */
export function WordsTable({ words, onCode }: WordsTableProps) {
  const optionsOf = useMeanings();
  const columns: Column<Word>[] = [
    { key: "word", header: imports.word, render: (word) => word.value },
    {
      key: "field",
      header: imports.field,
      render: (word) => importFields[word.field] ?? word.field,
    },
    {
      key: "count",
      header: imports.wordCount,
      align: "end",
      render: (word) => (word.count === null ? "–" : formatInteger(word.count)),
    },
    {
      key: "meaning",
      header: imports.meaning,
      render: (word) => (
        <NativeSelect
          miw="13rem"
          aria-label={imports.meaningOf(word.value)}
          data={withCurrent(optionsOf(word.field), word.code)}
          value={word.code}
          onChange={(event) => onCode(word, event.currentTarget.value)}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={imports.wordsTitle}
      columns={columns}
      rows={words}
      rowKey={(word) => `${word.field} ${word.value}`}
    />
  );
}

interface Option {
  value: string;
  label: string;
}

const LISTS: Record<string, string> = {
  project_type: "project_types",
  source: "sources",
  household_kind: "household_kinds",
  contract_type: "contract_types",
  sector: "sectors",
  experience: "required_experience",
  remote: "remote_work_wishes",
};

const YES_OR_NO: readonly Option[] = [
  { value: "true", label: imports.yes },
  { value: "false", label: imports.no },
];

/** The meanings that no list of the server gives. */
const FIXED: Record<string, readonly Option[]> = {
  part_time: YES_OR_NO,
  housing_possible: YES_OR_NO,
  partner_welcome: YES_OR_NO,
  offer_status: [
    { value: "open", label: imports.open },
    { value: "over", label: imports.over },
  ],
};

/** Every list a word may be read with. */
const NAMES = [...new Set([...Object.values(LISTS), "prospect_statuses", "closing_reasons"])];

/** States only the programme itself brings about. */
const NEVER_IMPORTED = new Set(["merged", "anonymised", "closed"]);

/** The codes a word of a field may stand for. */
function useMeanings(): (field: string) => Option[] {
  const lists = useLists(NAMES).data;
  const territories = useAllTerritories().data ?? [];
  const codes = (list: string) =>
    (lists?.get(list) ?? []).map(({ code, label }) => ({ value: code, label }));
  const places = (kinds: readonly string[]) =>
    territories
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ code, name }) => ({ value: code, label: name }));
  const statuses = () => {
    const open = codes("prospect_statuses");
    const closed = open.find(({ value }) => value === "closed")?.label ?? "closed";
    return [
      ...open.filter(({ value }) => !NEVER_IMPORTED.has(value)),
      ...codes("closing_reasons").map(({ value, label }) => ({
        value: `closed:${value}`,
        label: imports.closedFor(closed, label),
      })),
    ];
  };
  return (field) => {
    const leaveOut = { value: "", label: imports.leaveOut };
    if (field === "status") return [leaveOut, ...statuses()];
    if (field === "settled_commune") return [leaveOut, ...places(["commune"])];
    if (field === "wished_territory") {
      const anywhere = { value: "indifferent", label: imports.indifferent };
      return [leaveOut, anywhere, ...places(["epci", "commune"])];
    }
    if (field === "commune") {
      const whole = { value: "indifferent", label: imports.wholeDepartement };
      return [leaveOut, whole, ...places(["commune"])];
    }
    const fixed = FIXED[field];
    if (fixed) return [leaveOut, ...fixed];
    return [leaveOut, ...codes(LISTS[field] ?? "")];
  };
}

/** The chosen code stays choosable even when the lists do not know it (several codes joined). */
function withCurrent(options: Option[], current: string): Option[] {
  const known = options.some(({ value }) => value === current);
  return known ? options : [...options, { value: current, label: current }];
}
