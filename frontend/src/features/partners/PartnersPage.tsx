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
import { toastDone, toastProblem } from "@/components/toasts";
import { formatList, formatPhone } from "@/i18n/format";
import { administration, partners } from "@/i18n/fr/administration";
import { archivePartner, PARTNERS_PATH, type Partner, restorePartner } from "./api";
import { PartnerDialog } from "./PartnerDialog";

type Open = { partner: Partner | null; as: "edit" | "archive" };

/** The programme's partners: find, add, change, archive. */
export function PartnersPage() {
  const may = useMay("read_partners");
  const mayManage = useMay("manage_partners");
  const queries = useQueryClient();
  const [q, setQ] = useState("");
  const [kind, setKind] = useState<string | null>(null);
  const [archived, setArchived] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const query = { q, kind, archived: archived ? "any" : undefined };
  const list = useKeysetList<Partner>(PARTNERS_PATH, query, may);
  const refresh = () => queries.invalidateQueries({ queryKey: [PARTNERS_PATH] });
  const restore = (partner: Partner) =>
    restorePartner(partner)
      .then(() => toastDone(partners.restored))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const columns = useColumns(mayManage, setOpen, restore);
  if (!may) return <ForbiddenState />;
  const add = mayManage ? (
    <Button onClick={() => setOpen({ partner: null, as: "edit" })}>{partners.add}</Button>
  ) : null;
  return (
    <>
      <PageHeader title={partners.title} description={partners.intro} actions={add} />
      <ListFrame
        list={list}
        caption={partners.title}
        columns={columns}
        rowKey={(partner) => partner.id}
        filtered={q !== "" || kind !== null}
        empty={{ title: partners.emptyTitle, text: partners.emptyText }}
        filters={
          <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
            <SearchField onSearch={setQ} />
            <CodeSelect
              list="partner_kinds"
              label={partners.kind}
              clearable
              value={kind}
              onChange={setKind}
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
        <PartnerDialog partner={open.partner} onClose={() => setOpen(null)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={open?.as === "archive"}
        title={administration.archiveTitle(open?.partner?.name ?? "")}
        confirmLabel={administration.archive}
        onConfirm={async () => {
          if (open?.partner) await archivePartner(open.partner);
          toastDone(partners.archived);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {partners.archiveText}
      </ConfirmDialog>
    </>
  );
}

function useColumns(
  mayManage: boolean,
  onOpen: (open: Open) => void,
  onRestore: (partner: Partner) => void,
): Column<Partner>[] {
  const kind = useLabelOf("partner_kinds");
  const territory = useTerritoryName();
  const columns: Column<Partner>[] = [
    {
      key: "name",
      header: partners.name,
      render: (partner) => (
        <Group gap="xs">
          {partner.name}
          {partner.archived_at ? <Badge color="gray">{administration.archivedBadge}</Badge> : null}
        </Group>
      ),
    },
    { key: "kind", header: partners.kind, render: (partner) => kind(partner.kind) },
    {
      key: "territories",
      header: partners.territories,
      render: ({ territories }) =>
        territories.length > 3
          ? administration.territoriesCount(territories.length)
          : formatList(territories.map(territory)),
    },
    {
      key: "contact",
      header: partners.contact,
      render: ({ email, phone }) => (
        <Stack gap={0}>
          {email ? <Text size="sm">{email}</Text> : null}
          {phone ? <Text size="sm">{formatPhone(phone)}</Text> : null}
        </Stack>
      ),
    },
  ];
  if (!mayManage) return columns;
  return [
    ...columns,
    RowActions.column<Partner>((partner) => ({
      name: partner.name,
      isArchived: partner.archived_at !== null,
      onEdit: () => onOpen({ partner, as: "edit" }),
      onArchive: () => onOpen({ partner, as: "archive" }),
      onRestore: () => onRestore(partner),
    })),
  ];
}
