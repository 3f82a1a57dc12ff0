import { Stack, Switch, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useConflict } from "@/components/ConflictDialog";
import { orNull } from "@/components/form-values";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { AddButton } from "@/features/prospects/household/PartButtons";
import { formatShortDate, isShipped } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { routingTable as words } from "@/i18n/fr/routing-table";
import {
  ROUTING_TABLE,
  type RoutingTable,
  readRoutingTable,
  replaceRoutingTable,
  useRoutingTable,
} from "./api";
import { HistorySection } from "./HistorySection";
import { LineDialog } from "./LineDialog";
import { LinesSection } from "./LinesSection";
import { type LineAt, lineOf, type TableValues, valuesOf, withLine, withoutLine } from "./lines";
import { useTableLines } from "./use-table-lines";

/** `/administration/orientation`: who is asked for which household, and the sentence that says why. */
export function RoutingTablePage() {
  const may = useMay("read_routing_table");
  const read = useRoutingTable(may);
  if (!may) return <ForbiddenState />;
  if (read.isError && read.data === undefined) {
    return <ProblemPage error={read.error} onRetry={() => read.refetch()} />;
  }
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      {read.data ? <Table table={read.data} /> : <LoadingState lines={8} />}
    </>
  );
}

function Table({ table }: { table: RoutingTable }) {
  const mayManage = useMay("manage_routing_table");
  const [edited, setEdited] = useState<LineAt | null>(null);
  const [removed, setRemoved] = useState<LineAt | null>(null);
  const [restored, setRestored] = useState<RoutingTable | null>(null);
  const { save, dialog } = useSave(table);
  const values = valuesOf(table);
  const lines = useTableLines()(values);
  const edit = mayManage ? setEdited : null;
  return (
    <Stack gap="lg">
      <Text c="dimmed">
        {isShipped(table.created_at)
          ? words.shipped(table.version)
          : words.inForce(table.version, formatShortDate(table.created_at), table.author_name)}
      </Text>
      <Switch
        label={words.automatic}
        description={words.automaticHint}
        checked={table.automatic}
        disabled={!mayManage}
        onChange={(event) =>
          save({ ...values, automatic: event.currentTarget.checked }, null).catch(toastProblem)
        }
      />
      <LinesSection
        title={words.territorial}
        about={words.case}
        lines={lines.territorial}
        onEdit={edit}
      />
      <LinesSection
        title={words.technical}
        hint={words.technicalHint}
        about={words.projects}
        empty={words.technicalEmpty}
        lines={lines.technical}
        onEdit={edit}
        onRemove={mayManage ? setRemoved : null}
        add={
          mayManage ? (
            <AddButton
              label={words.addTechnical}
              onClick={() => setEdited({ group: "technical", index: null })}
            />
          ) : null
        }
      />
      <LinesSection
        title={words.needs}
        hint={words.needsHint}
        about={words.theme}
        empty={words.needsEmpty}
        lines={lines.needs}
        onEdit={edit}
        onRemove={mayManage ? setRemoved : null}
        add={
          mayManage ? (
            <AddButton
              label={words.addNeed}
              onClick={() => setEdited({ group: "needs", index: null })}
            />
          ) : null
        }
      />
      <HistorySection current={table.version} onRestore={mayManage ? setRestored : null} />
      {edited ? (
        <LineDialog
          at={edited}
          initial={lineOf(values, edited)}
          save={(line) => save(withLine(values, edited, line), orNull(line.note))}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <ConfirmDialog
        opened={removed !== null}
        danger
        title={words.removeTitle}
        confirmLabel={common.remove}
        onConfirm={async () => {
          if (removed === null || !("index" in removed) || removed.index === null) return;
          await save(withoutLine(values, removed.group, removed.index), null);
        }}
        onClose={() => setRemoved(null)}
      >
        {words.removeText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={restored !== null}
        title={words.restoreTitle(restored?.version ?? 0)}
        confirmLabel={words.restore}
        onConfirm={async () => {
          if (restored) await save(valuesOf(restored), words.restoreNote(restored.version));
        }}
        onClose={() => setRestored(null)}
      >
        {words.restoreText}
      </ConfirmDialog>
      {dialog}
    </Stack>
  );
}

/** Saves a whole table as the next version; asks, part by part, when somebody else changed it meanwhile. */
function useSave(table: RoutingTable) {
  const queries = useQueryClient();
  const linesOf = useTableLines();
  // Read when the table is sent, perhaps once more after a comparison.
  const note = useRef<string | null>(null);
  const shown = (group: "territorial" | "technical" | "needs") => (values: TableValues) =>
    linesOf(values)
      [group].map((line) => words.shown(line.about, line.kinds, line.sentence))
      .join("\n");
  const conflict = useConflict<RoutingTable, TableValues>({
    fields: [
      {
        name: "automatic",
        label: words.automatic,
        show: ({ automatic }) => (automatic ? common.yes : common.no),
      },
      { name: "wished", label: words.wished, show: (values) => values.wished.sentence },
      {
        name: "no_territory",
        label: words.no_territory,
        show: (values) => values.no_territory.sentence,
      },
      { name: "technical", label: words.technical, show: shown("technical") },
      { name: "needs", label: words.needs, show: shown("needs") },
    ],
    valuesOf,
    read: readRoutingTable,
    send: (row, values) => replaceRoutingTable(row, { ...values, note: note.current }),
  });
  const save = async (values: TableValues, why: string | null): Promise<boolean> => {
    note.current = why;
    const saved = await conflict.save(table, values);
    if (saved === null) return false;
    toastDone(words.saved(saved.version));
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(ROUTING_TABLE),
    });
    return true;
  };
  return { save, dialog: conflict.dialog };
}
