import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useLabelOf, WHOLE_LOT } from "@/api/reference";
import type { Column } from "@/components/DataTable";
import { RowActions } from "@/components/RowActions";
import { formatShortDate } from "@/i18n/format";
import { administration } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import { localResources } from "@/i18n/fr/local-resources";
import type { LocalResource } from "./api";
import { ContactDetails } from "./ContactDetails";
import classes from "./local-resources.module.css";

interface Actions {
  onVerify: (entry: LocalResource) => void;
  onEdit: (entry: LocalResource) => void;
  onArchive: (entry: LocalResource) => void;
  onRestore: (entry: LocalResource) => void;
}

/** What the list says of an entry; the last column is empty where this person may not change it. */
export function useDirectoryColumns(on: Actions): Column<LocalResource>[] {
  const theme = useLabelOf("need_themes");
  return [
    { key: "name", header: localResources.name, render: (entry) => <Name entry={entry} /> },
    {
      key: "theme",
      header: localResources.theme,
      render: (entry) => (
        <Stack gap={2} className={classes.lines}>
          <Text size="sm">{theme(entry.theme)}</Text>
          <Text size="sm" c="dimmed">
            {territoryOf(entry)}
          </Text>
        </Stack>
      ),
    },
    {
      key: "contact",
      header: localResources.contact,
      render: (entry) => <ContactDetails entry={entry} className={classes.lines} />,
    },
    {
      key: "verified",
      header: localResources.verified,
      render: (entry) => <Verified entry={entry} onVerify={() => on.onVerify(entry)} />,
    },
    {
      key: "actions",
      header: common.actions,
      quiet: true,
      align: "end",
      render: (entry) =>
        entry.may_change ? (
          <RowActions
            name={entry.name}
            isArchived={entry.archived_at !== null}
            onEdit={() => on.onEdit(entry)}
            onArchive={() => on.onArchive(entry)}
            onRestore={() => on.onRestore(entry)}
          />
        ) : null,
    },
  ];
}

const territoryOf = (entry: LocalResource): string =>
  entry.territory_code === WHOLE_LOT
    ? localResources.wholeLot
    : (entry.territory_name ?? entry.territory_code);

function Name({ entry }: { entry: LocalResource }) {
  return (
    <Stack gap={2} maw="26rem">
      <Group gap="xs">
        {entry.name}
        {entry.archived_at ? <Badge color="gray">{administration.archivedBadge}</Badge> : null}
      </Group>
      {entry.description ? (
        <Text size="sm" c="dimmed" fw={400} style={{ whiteSpace: "pre-line" }}>
          {entry.description}
        </Text>
      ) : null}
    </Stack>
  );
}

function Verified({ entry, onVerify }: { entry: LocalResource; onVerify: () => void }) {
  return (
    <Stack gap={6} align="flex-start" className={classes.lines}>
      <Text size="sm" className={classes.day}>
        {formatShortDate(entry.verified_on)}
      </Text>
      {entry.stale ? (
        <Badge color="ochre" className={classes.whole}>
          {localResources.stale}
        </Badge>
      ) : null}
      {entry.may_change && entry.archived_at === null ? (
        <Button
          size="compact-sm"
          className={classes.whole}
          variant={entry.stale ? "filled" : "default"}
          aria-label={localResources.verifyOf(entry.name)}
          onClick={onVerify}
        >
          {localResources.verify}
        </Button>
      ) : null}
    </Stack>
  );
}
