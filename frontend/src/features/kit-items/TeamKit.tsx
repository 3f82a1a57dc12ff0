import { Badge, Button, Group, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { PageHeader } from "@/components/PageHeader";
import { RowActions } from "@/components/RowActions";
import { SearchBox } from "@/components/SearchBox";
import { toastDone, toastProblem, toastUndo } from "@/components/toasts";
import { formatList, formatShortDate } from "@/i18n/format";
import { administration } from "@/i18n/fr/administration";
import { kitItems } from "@/i18n/fr/kit-items";
import { archiveItem, formatOf, KIT, type KitItem, restoreItem } from "./api";
import { HistoryDialog } from "./HistoryDialog";
import { ItemDialog } from "./ItemDialog";
import { type KitSearch, kitQuery, readKitSearch } from "./search";
import { VersionDialog } from "./VersionDialog";

/** What is open above the list. */
type Open = { what: "add" } | { what: "edit" | "version" | "history"; item: KitItem } | null;

/** The kit as the team keeps it: every item, its file, what it serves. */
export function TeamKit() {
  const search = useSearch({ from: "/staff/kit" });
  const list = useKeysetList<KitItem>(KIT, kitQuery(search));
  const mayManage = useMay("manage_kit");
  const [open, setOpen] = useState<Open>(null);
  const refresh = useRefresh();
  const columns = useColumns(mayManage, setOpen);
  const add = mayManage ? (
    <Button onClick={() => setOpen({ what: "add" })}>{kitItems.add}</Button>
  ) : null;
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader title={kitItems.title} description={kitItems.intro} actions={add} />
      <ListFrame
        list={list}
        caption={kitItems.title}
        columns={columns}
        rowKey={(item) => item.id}
        filtered={Object.keys(search).length > 0}
        empty={{ title: kitItems.emptyTitle, text: kitItems.emptyText, action: add }}
        filters={
          <Stack gap="sm">
            <Filters search={search} />
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : kitItems.results(list.total)}
            </Text>
          </Stack>
        }
      />
      {open?.what === "add" ? <ItemDialog item={null} onClose={close} onSaved={refresh} /> : null}
      {open?.what === "edit" ? (
        <ItemDialog item={open.item} onClose={close} onSaved={refresh} />
      ) : null}
      {open?.what === "version" ? (
        <VersionDialog item={open.item} onClose={close} onSaved={refresh} />
      ) : null}
      {open?.what === "history" ? <HistoryDialog item={open.item} onClose={close} /> : null}
    </>
  );
}

/** Everything read of the kit is read again. */
function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(KIT) });
}

function useColumns(mayManage: boolean, setOpen: (open: Open) => void): Column<KitItem>[] {
  const audience = useLabelOf("kit_audiences");
  const putAway = useArchive();
  const columns: Column<KitItem>[] = [
    {
      key: "title",
      header: kitItems.itemTitle,
      render: (item) => (
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={600}>{item.title}</Text>
            {item.archived_at ? <Badge color="gray">{administration.archivedBadge}</Badge> : null}
          </Group>
          <Text size="sm" c="dimmed" fw={400}>
            {formatList(item.audiences.map(audience))}
          </Text>
        </Stack>
      ),
    },
    { key: "file", header: kitItems.file, render: (item) => <FileText item={item} /> },
    {
      key: "downloads",
      header: kitItems.downloads,
      render: (item) =>
        item.counts ? kitItems.counts(item.counts.downloads, item.counts.employers) : null,
    },
    {
      key: "follow",
      header: kitItems.history,
      quiet: true,
      render: (item) => (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={kitItems.historyOf(item.title)}
            onClick={() => setOpen({ what: "history", item })}
          >
            {kitItems.history}
          </Button>
          {mayManage && item.archived_at === null ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={kitItems.newVersionOf(item.title)}
              onClick={() => setOpen({ what: "version", item })}
            >
              {kitItems.newVersion}
            </Button>
          ) : null}
        </Group>
      ),
    },
  ];
  if (!mayManage) return columns;
  const actions = RowActions.column<KitItem>((item) => ({
    name: item.title,
    isArchived: item.archived_at !== null,
    onEdit: () => setOpen({ what: "edit", item }),
    onArchive: () => void putAway.archive(item),
    onRestore: () => void putAway.restore(item),
  }));
  return [...columns, actions];
}

function useArchive() {
  const refresh = useRefresh();
  const restore = (item: KitItem) =>
    restoreItem(item)
      .then(() => toastDone(kitItems.restored))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const archive = (item: KitItem) =>
    archiveItem(item)
      .then(() => toastUndo(kitItems.archived, () => restore(item)))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  return { archive, restore };
}

function FileText({ item: { latest } }: { item: KitItem }) {
  if (latest === null) return <Text c="dimmed">{kitItems.noFile}</Text>;
  return (
    <Stack gap={2}>
      <Text size="sm">{kitItems.fileShown(formatOf(latest), latest.size)}</Text>
      <Text size="sm" c="dimmed">
        {kitItems.version(latest.number)}, {formatShortDate(latest.added_at)}
      </Text>
    </Stack>
  );
}

function Filters({ search }: { search: KitSearch }) {
  const navigate = useNavigate();
  const change = (
    part: { [Name in keyof KitSearch]: KitSearch[Name] | undefined },
    replace = false,
  ) =>
    void navigate({
      to: "/kit",
      search: (now: object) => readKitSearch({ ...now, ...part }),
      replace,
      resetScroll: false,
    });
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          <SearchBox
            label={kitItems.search}
            placeholder={kitItems.searchPlaceholder}
            value={search.q ?? ""}
            onChange={(q) => change({ q: q || undefined }, true)}
          />
          <CodeSelect
            list="kit_audiences"
            label={kitItems.audience}
            clearable
            value={search.audience ?? null}
            onChange={(audience) => change({ audience: audience ?? undefined })}
          />
        </SimpleGrid>
        <Switch
          label={kitItems.archivedToo}
          checked={search.archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </search>
  );
}
