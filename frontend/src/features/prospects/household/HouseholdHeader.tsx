import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import {
  IconArchive,
  IconArrowRight,
  IconDots,
  IconPrinter,
  IconRestore,
} from "@tabler/icons-react";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageHeader } from "@/components/PageHeader";
import { StatusBadge } from "@/components/StatusBadge";
import { toastDone } from "@/components/toasts";
import { formatList, formatShortDate, today } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { transitions } from "@/i18n/fr/transitions";
import { archiveProspect, restoreProspect, useRefreshProspects } from "../api";
import { situationOf } from "../transitions/move";
import { useMove } from "../transitions/use-move";
import type { Prospect } from "../types";
import { daysBetween, fullName } from "../values";
import { useChange } from "./use-change";

/** Name of the household as lists show it: both adults. */
export function householdName(prospect: Prospect): string {
  const adults = prospect.members.filter((one) => one.role === "lead" || one.role === "partner");
  return formatList(adults.map(fullName).filter(Boolean)) || prospect.number;
}

/** Who, where they stand, where they wish to live, and what can be done with the file. */
export function HouseholdHeader({ prospect }: { prospect: Prospect }) {
  const source = useLabelOf("sources");
  const mayWrite = useMay("write_prospects");
  const name = householdName(prospect);
  const territory = prospect.territory_indifferent
    ? household.indifferent
    : (prospect.wished_territories[0]?.name ?? household.noTerritory);
  return (
    <>
      <PageHeader
        title={name}
        documentTitle={`${prospect.number} ${name}`}
        description={`${prospect.number} · ${territory} · ${household.opened(formatShortDate(prospect.created_at), source(prospect.source))}`}
        actions={mayWrite ? <Actions prospect={prospect} name={name} /> : null}
      />
      <Group gap="sm" mb="md" mt="-sm">
        <StatusBadge status={prospect.status} />
        <Text size="sm" c="dimmed">
          {household.since(daysBetween(prospect.status_since, today()))}
        </Text>
      </Group>
    </>
  );
}

function Actions({ prospect, name }: { prospect: Prospect; name: string }) {
  const label = useLabelOf("prospect_statuses");
  const { move, dialog } = useMove();
  const movable = { ...prospect, name, situation: situationOf(prospect) };
  const archived = prospect.archived_at !== null;
  return (
    <>
      {archived ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              rightSection={<IconArrowRight size={18} aria-hidden />}
              disabled={prospect.allowed_transitions.length === 0}
            >
              {transitions.change}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {prospect.allowed_transitions.map((status) => (
              <Menu.Item key={status} onClick={() => move(movable, status)}>
                {label(status)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <MoreMenu prospect={prospect} />
      {dialog}
    </>
  );
}

function MoreMenu({ prospect }: { prospect: Prospect }) {
  const [archiving, setArchiving] = useState(false);
  const { run } = useChange();
  const refresh = useRefreshProspects();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={household.more}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {household.print}
          </Menu.Item>
          {prospect.archived_at ? (
            <Menu.Item
              leftSection={<IconRestore size={18} aria-hidden />}
              onClick={() => run(() => restoreProspect(prospect), household.restored)}
            >
              {household.restore}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconArchive size={18} aria-hidden />}
              onClick={() => setArchiving(true)}
            >
              {household.archive}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={archiving}
        danger
        title={household.archiveTitle}
        confirmLabel={household.archive}
        onConfirm={async () => {
          await archiveProspect(prospect);
          toastDone(household.archivedToast);
          await refresh();
        }}
        onClose={() => setArchiving(false)}
      >
        {household.archiveText}
      </ConfirmDialog>
    </>
  );
}
