import { Badge, Button, Group, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { PageHeader } from "@/components/PageHeader";
import { RowActions } from "@/components/RowActions";
import { SearchField } from "@/components/SearchField";
import { ForbiddenState } from "@/components/states";
import { type TerritoryChoice, TerritorySelect } from "@/components/TerritorySelect";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatDate, formatLabels, formatList, today } from "@/i18n/format";
import { administration, referents } from "@/i18n/fr/administration";
import { archiveReferent, REFERENTS_PATH, type Referent, restoreReferent } from "./api";
import { ReferentDialog } from "./ReferentDialog";
import { absenceOn } from "./values";

type Open = { referent: Referent | null; as: "edit" | "archive" };

/** Who accompanies households, with their load and absences. */
export function ReferentsPage() {
  const may = useMay("read_referents");
  const mayManage = useMay("manage_referents");
  const queries = useQueryClient();
  const [q, setQ] = useState("");
  const [territory, setTerritory] = useState<TerritoryChoice | null>(null);
  const [project, setProject] = useState<string | null>(null);
  const [archived, setArchived] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const query = {
    q,
    territory: territory?.code,
    project_type: project,
    archived: archived ? "any" : undefined,
  };
  const list = useKeysetList<Referent>(REFERENTS_PATH, query, may);
  const refresh = () => queries.invalidateQueries({ queryKey: [REFERENTS_PATH] });
  const restore = (referent: Referent) =>
    restoreReferent(referent)
      .then(() => toastDone(referents.restored))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const columns = useColumns(mayManage, setOpen, restore);
  if (!may) return <ForbiddenState />;
  const add = mayManage ? (
    <Button onClick={() => setOpen({ referent: null, as: "edit" })}>{referents.add}</Button>
  ) : null;
  return (
    <>
      <PageHeader title={referents.title} description={referents.intro} actions={add} />
      <ListFrame
        list={list}
        caption={referents.title}
        columns={columns}
        rowKey={(referent) => referent.id}
        filtered={q !== "" || territory !== null || project !== null}
        empty={{ title: referents.emptyTitle, text: referents.emptyText }}
        filters={
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} style={{ alignItems: "end" }}>
            <SearchField onSearch={setQ} />
            <TerritorySelect
              label={referents.territoryFilter}
              value={territory}
              onChange={setTerritory}
            />
            <CodeSelect
              list="project_types"
              label={referents.projectTypes}
              clearable
              value={project}
              onChange={setProject}
            />
            <Switch
              label={administration.archived}
              checked={archived}
              onChange={(event) => setArchived(event.currentTarget.checked)}
              mb={8}
            />
          </SimpleGrid>
        }
      />
      {open?.as === "edit" ? (
        <ReferentDialog referent={open.referent} onClose={() => setOpen(null)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={open?.as === "archive"}
        title={administration.archiveTitle(open?.referent?.display_name ?? "")}
        confirmLabel={administration.archive}
        onConfirm={async () => {
          if (open?.referent) await archiveReferent(open.referent);
          toastDone(referents.archived);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {referents.archiveText}
      </ConfirmDialog>
    </>
  );
}

function useColumns(
  mayManage: boolean,
  onOpen: (open: Open) => void,
  onRestore: (referent: Referent) => void,
): Column<Referent>[] {
  const territory = useTerritoryName();
  const project = useLabelOf("project_types");
  const language = useLabelOf("languages");
  const columns: Column<Referent>[] = [
    {
      key: "name",
      header: referents.name,
      render: (referent) => (
        <Stack gap={0}>
          {referent.display_name}
          <Text size="sm" c="dimmed">
            {referent.partner_name}
          </Text>
        </Stack>
      ),
    },
    { key: "load", header: referents.load, render: (referent) => <Load referent={referent} /> },
    {
      key: "zones",
      header: referents.zones,
      render: ({ zones }) =>
        zones.length > 3
          ? administration.territoriesCount(zones.length)
          : formatList(zones.map(territory)),
    },
    {
      key: "projects",
      header: referents.projectTypes,
      render: ({ project_types }) =>
        project_types.length === 0
          ? administration.allProjects
          : formatLabels(project_types.map(project)),
    },
    {
      key: "languages",
      header: referents.languages,
      render: ({ languages }) => formatList(languages.map(language)),
    },
  ];
  if (!mayManage) return columns;
  return [
    ...columns,
    RowActions.column<Referent>((referent) => ({
      name: referent.display_name,
      isArchived: referent.archived_at !== null,
      onEdit: () => onOpen({ referent, as: "edit" }),
      onArchive: () => onOpen({ referent, as: "archive" }),
      onRestore: () => onRestore(referent),
    })),
  ];
}

/** How many files are followed, and what stands in the way of another one. */
function Load({ referent }: { referent: Referent }) {
  const { open_files, capacity, archived_at } = referent;
  const absence = absenceOn(referent, today());
  return (
    <Group gap="xs">
      <Text size="sm">{referents.loadOf(open_files, capacity)}</Text>
      {capacity !== null && open_files >= capacity ? (
        <Badge color="red">{referents.full}</Badge>
      ) : null}
      {absence ? <Badge color="ochre">{referents.absent(formatDate(absence.to_on))}</Badge> : null}
      {archived_at ? <Badge color="gray">{administration.archivedBadge}</Badge> : null}
    </Group>
  );
}
