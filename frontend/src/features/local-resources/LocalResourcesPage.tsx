import { Button, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ListFrame } from "@/components/ListFrame";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { administration } from "@/i18n/fr/administration";
import { localResources } from "@/i18n/fr/local-resources";
import {
  archiveLocalResource,
  LOCAL_RESOURCES,
  type LocalResource,
  restoreLocalResource,
  verifyLocalResource,
} from "./api";
import { useDirectoryColumns } from "./columns";
import { Filters } from "./Filters";
import { LocalResourceDialog } from "./LocalResourceDialog";
import { type DirectorySearch, directoryQuery, readDirectorySearch } from "./search";

type Open = { entry: LocalResource | null; as: "edit" | "archive" };

/** `/annuaire`: who helps with what, and how fresh that knowledge is. */
export function LocalResourcesPage() {
  const may = useMay("read_local_resources");
  const mayManage = useMay("manage_local_resources");
  const search = useSearch({ from: "/staff/annuaire" });
  const change = useSearchChange();
  const [open, setOpen] = useState<Open | null>(null);
  const list = useKeysetList<LocalResource>(LOCAL_RESOURCES, directoryQuery(search), may);
  const refresh = useRefreshDirectory();
  const run = (deed: Promise<unknown>, done: string) =>
    deed
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
  const columns = useDirectoryColumns({
    onVerify: (entry) => run(verifyLocalResource(entry), localResources.verifiedToast(entry.name)),
    onEdit: (entry) => setOpen({ entry, as: "edit" }),
    onArchive: (entry) => setOpen({ entry, as: "archive" }),
    onRestore: (entry) => run(restoreLocalResource(entry), localResources.restored),
  });
  if (!may) return <ForbiddenState />;
  const add = mayManage ? (
    <Button onClick={() => setOpen({ entry: null, as: "edit" })}>{localResources.add}</Button>
  ) : null;
  return (
    <>
      <PageHeader title={localResources.title} description={localResources.intro} actions={add} />
      <ListFrame
        list={list}
        caption={localResources.title}
        columns={columns}
        rowKey={(entry) => entry.id}
        filtered={Object.keys(search).length > 0}
        empty={{ title: localResources.emptyTitle, text: localResources.emptyText, action: add }}
        filters={
          <Stack gap="sm">
            <Filters search={search} onChange={change} />
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : localResources.results(list.total)}
            </Text>
          </Stack>
        }
      />
      {open?.as === "edit" ? (
        <LocalResourceDialog
          entry={open.entry}
          shown={search}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
      <ConfirmDialog
        opened={open?.as === "archive"}
        title={administration.archiveTitle(open?.entry?.name ?? "")}
        confirmLabel={administration.archive}
        onConfirm={async () => {
          if (open?.entry) await archiveLocalResource(open.entry);
          toastDone(localResources.archived);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {localResources.archiveText}
      </ConfirmDialog>
    </>
  );
}

function useRefreshDirectory() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [LOCAL_RESOURCES] });
}

/** Changes the address, keeping what is not mentioned; typing does not fill the history. */
function useSearchChange() {
  const navigate = useNavigate();
  return (part: Partial<DirectorySearch>, replace = false) =>
    void navigate({
      to: "/annuaire",
      search: (now: object) => ({ ...readDirectorySearch({ ...now }), ...part }),
      replace,
      resetScroll: false,
    });
}
