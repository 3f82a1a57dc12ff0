import { Badge, Chip, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { type Column, DataTable } from "@/components/DataTable";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { importReasons, imports } from "@/i18n/fr/imports";
import { type ImportBatch, type ImportRow, rowsPath } from "./api";
import classes from "./imports.module.css";

const VERDICTS = ["", "created", "duplicate", "refused"];
const COLORS: Record<string, string> = { created: "valley", duplicate: "ochre", refused: "red" };

const COLUMNS: Column<ImportRow>[] = [
  { key: "row", header: imports.rowNumber, render: (row) => row.row },
  {
    key: "verdict",
    header: imports.verdict,
    render: (row) => (
      <Badge color={COLORS[row.verdict] ?? "gray"}>
        {imports.verdicts[row.verdict] ?? row.verdict}
      </Badge>
    ),
  },
  {
    key: "content",
    header: imports.rowContent,
    render: (row) => (
      <Text size="sm" className={classes.cells}>
        {row.cells
          .filter((cell) => cell.trim() !== "")
          .slice(0, 6)
          .join(" · ")}
      </Text>
    ),
  },
  { key: "why", header: imports.rowWhy, render: (row) => <Why row={row} /> },
];

/** What becomes of each row, one verdict at a time. */
export function RowsSection({ batch }: { batch: ImportBatch }) {
  const [verdict, setVerdict] = useState("");
  // The version is part of the key: another check makes other rows.
  const rows = useKeysetList<ImportRow>(rowsPath(batch.id), { verdict });
  return (
    <Section title={imports.rowsTitle}>
      <Stack>
        <Chip.Group value={verdict} onChange={setVerdict}>
          <Group gap="xs" role="radiogroup" aria-label={imports.verdict}>
            {VERDICTS.map((value) => (
              <Chip key={value} value={value} variant="outline">
                {imports.verdicts[value] ?? imports.allVerdicts}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {rows.isPending ? <LoadingState /> : null}
        {rows.isError ? <ErrorState error={rows.error} onRetry={() => rows.refetch()} /> : null}
        {rows.isSuccess && rows.items.length === 0 ? <Text>{imports.noRows}</Text> : null}
        {rows.items.length > 0 ? (
          <DataTable
            caption={imports.rowsTitle}
            columns={COLUMNS}
            rows={rows.items}
            rowKey={(row) => String(row.row)}
          />
        ) : null}
        <MoreButton list={rows} />
      </Stack>
    </Section>
  );
}

function Why({ row }: { row: ImportRow }) {
  const lines = [
    ...(row.attached_to_number ? [imports.attachedToFile(row.attached_to_number)] : []),
    ...(row.attached_to_row ? [imports.attachedToRow(row.attached_to_row)] : []),
    ...row.reasons.map(({ code, value, message }) => {
      const text = importReasons[code] ?? message ?? code;
      return value ? imports.withValue(text, value) : text;
    }),
  ];
  return (
    <Stack gap={0}>
      {lines.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </Stack>
  );
}
