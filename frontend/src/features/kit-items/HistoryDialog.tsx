import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { AnchorLink } from "@/components/links";
import { ErrorState, LoadingState } from "@/components/states";
import { toastProblem } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { kitItems } from "@/i18n/fr/kit-items";
import { downloadVersion, formatOf, KIT, type KitItem } from "./api";
import classes from "./kit-items.module.css";

/** The versions of an item, and the employers who took it. */
export function HistoryDialog({ item, onClose }: { item: KitItem; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={kitItems.historyOf(item.title)}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack gap="lg">
        <Versions item={item} />
        <Uses item={item} />
      </Stack>
    </Modal>
  );
}

function Versions({ item }: { item: KitItem }) {
  const path = `${KIT}/${item.id}/files`;
  const files = useQuery({
    queryKey: [path],
    queryFn: () => call<Schema<"KitFileList">>("GET", path),
  });
  return (
    <section aria-label={kitItems.versions}>
      <Title order={3} size="h5" mb="sm">
        {kitItems.versions}
      </Title>
      {files.isPending ? <LoadingState lines={2} /> : null}
      {files.isError ? <ErrorState error={files.error} onRetry={() => files.refetch()} /> : null}
      {files.data?.items.length === 0 ? <Text c="dimmed">{kitItems.noFile}</Text> : null}
      <ol className={classes.list}>
        {files.data?.items.map((file) => (
          <li key={file.number}>
            <Group justify="space-between" align="flex-start">
              <Stack gap={2}>
                <Text size="sm" fw={600}>
                  {kitItems.version(file.number)}, {kitItems.fileShown(formatOf(file), file.size)}
                </Text>
                {file.note ? <Text size="sm">{file.note}</Text> : null}
                <Text size="sm" c="dimmed">
                  {kitItems.addedBy(formatShortDate(file.added_at), file.added_by_name)}
                </Text>
              </Stack>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={kitItems.downloadOf(kitItems.version(file.number))}
                onClick={() =>
                  void downloadVersion(item.id, file).catch((error: unknown) => toastProblem(error))
                }
              >
                {kitItems.download}
              </Button>
            </Group>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Uses({ item }: { item: KitItem }) {
  const path = `${KIT}/${item.id}/downloads`;
  const uses = useQuery({
    queryKey: [path],
    queryFn: () => call<Schema<"KitUseList">>("GET", path),
  });
  return (
    <section aria-label={kitItems.whoDownloaded}>
      <Title order={3} size="h5" mb="sm">
        {kitItems.whoDownloaded}
      </Title>
      {uses.isPending ? <LoadingState lines={2} /> : null}
      {uses.isError ? <ErrorState error={uses.error} onRetry={() => uses.refetch()} /> : null}
      {uses.data?.items.length === 0 ? <Text c="dimmed">{kitItems.nobodyDownloaded}</Text> : null}
      <ul className={classes.list}>
        {uses.data?.items.map((use) => (
          <li key={use.employer_id}>
            <AnchorLink to="/employeurs/$employerId" params={{ employerId: use.employer_id }}>
              {use.employer_name}
            </AnchorLink>
            <Text size="sm" c="dimmed">
              {kitItems.taken(use.downloads, use.number, formatShortDate(use.last_at))}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
