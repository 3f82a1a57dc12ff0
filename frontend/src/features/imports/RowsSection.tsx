import { Badge, Chip, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { type Column, DataTable } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { type ImportWords, importReasons, importWords } from "@/i18n/fr/imports";
import { type ImportBatch, type ImportRow, rowsPath } from "./api";
import classes from "./imports.module.css";

const VERDICTS: Record<string, readonly string[]> = {
  prospects: ["", "created", "duplicate", "refused"],
  job_offers: ["", "created", "updated", "closed", "unchanged", "duplicate", "refused"],
};
const COLORS: Record<string, string> = {
  created: "valley",
  updated: "blue",
  closed: "ochre",
  duplicate: "ochre",
  refused: "red",
};
/** Longest cell shown: the text of an offer would hide the others. */
const LONGEST_CELL = 90;

const shown = (cell: string) =>
  cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1).trimEnd()}…` : cell;

const columnsOf = (imports: ImportWords): Column<ImportRow>[] => [
  {
    key: "row",
    header: imports.rowNumber,
    render: (row) => (row.verdict === "closed" ? "–" : row.row),
  },
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
          .map(shown)
          .join(" · ")}
      </Text>
    ),
  },
  { key: "why", header: imports.rowWhy, render: (row) => <Why row={row} imports={imports} /> },
];

/** What becomes of each row, one verdict at a time. */
export function RowsSection({ batch }: { batch: ImportBatch }) {
  const imports = importWords(batch.subject);
  const [verdict, setVerdict] = useState("");
  // The version is part of the key: another check makes other rows.
  const rows = useKeysetList<ImportRow>(rowsPath(batch.id), { verdict });
  return (
    <Section title={imports.rowsTitle}>
      <Stack>
        <Chip.Group value={verdict} onChange={setVerdict}>
          <Group gap="xs" role="radiogroup" aria-label={imports.verdict}>
            {(VERDICTS[batch.subject] ?? []).map((value) => (
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
            columns={columnsOf(imports)}
            rows={rows.items}
            rowKey={(row) => String(row.row)}
          />
        ) : null}
        <MoreButton list={rows} />
      </Stack>
    </Section>
  );
}

function Why({ row, imports }: { row: ImportRow; imports: ImportWords }) {
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
      {row.job_offer_id && row.job_offer_title ? (
        <AnchorLink
          size="sm"
          to="/offres-emploi/$jobOfferId"
          params={{ jobOfferId: row.job_offer_id }}
        >
          {row.job_offer_title}
        </AnchorLink>
      ) : null}
    </Stack>
  );
}
