import { NativeSelect, Stack, Text } from "@mantine/core";
import { type Column, DataTable } from "@/components/DataTable";
import { importFieldsOf, imports } from "@/i18n/fr/imports";
import type { ImportBatch, ImportColumn } from "./api";
import classes from "./imports.module.css";
import type { MappingState } from "./mapping";

interface ColumnsTableProps {
  batch: ImportBatch;
  state: MappingState;
  onField: (index: number, field: string) => void;
}

interface Line extends ImportColumn {
  index: number;
  name: string;
  chosen: string;
  touched: boolean;
}

/** Every column of the file with samples, its proposed meaning, and why. */
export function ColumnsTable({ batch, state, onField }: ColumnsTableProps) {
  const fields = importFieldsOf(batch.subject);
  const lines = batch.columns.map((column, index) => ({
    ...column,
    index,
    name: column.header.trim() || imports.noHeader(index + 1),
    chosen: state.columns[index]?.field ?? column.field,
    touched: state.columns[index]?.touched ?? false,
  }));
  const columns: Column<Line>[] = [
    { key: "column", header: imports.column, render: (line) => line.name },
    { key: "samples", header: imports.samples, render: (line) => <Samples line={line} /> },
    {
      key: "field",
      header: imports.field,
      render: (line) => (
        <NativeSelect
          miw="13rem"
          aria-label={imports.fieldOf(line.name)}
          data={optionsFor(fields, line.chosen)}
          value={line.chosen}
          onChange={(event) => onField(line.index, event.currentTarget.value)}
        />
      ),
    },
    { key: "why", header: imports.confidence, render: (line) => <Why line={line} /> },
  ];
  return (
    <DataTable
      caption={imports.columnsTitle}
      columns={columns}
      rows={lines}
      rowKey={(line) => String(line.index)}
    />
  );
}

function Samples({ line }: { line: Line }) {
  const samples = line.samples.filter((sample) => sample !== "").slice(0, 3);
  return (
    <Stack gap={0} className={classes.samples}>
      {samples.length === 0 ? imports.noSample : null}
      {[...new Set(samples)].map((sample) => (
        <span key={sample}>{sample}</span>
      ))}
    </Stack>
  );
}

function Why({ line }: { line: Line }) {
  if (line.touched && line.chosen !== line.field) return <Text size="sm">{imports.chosen}</Text>;
  const reason = imports.reasons[line.reason] ?? line.reason;
  return (
    <Text size="sm">
      {reason}
      {line.confidence > 0 ? (
        <Text span c="dimmed">{` · ${imports.sure(line.confidence)}`}</Text>
      ) : null}
    </Text>
  );
}

/** Every field, and the chosen one too when this screen does not know it yet. */
function optionsFor(fields: Record<string, string>, chosen: string) {
  const known = Object.entries(fields).map(([value, label]) => ({ value, label }));
  return chosen in fields ? known : [...known, { value: chosen, label: chosen }];
}
