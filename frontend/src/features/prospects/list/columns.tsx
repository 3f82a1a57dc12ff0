import { Badge, Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import type { Column } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { StatusBadge } from "@/components/StatusBadge";
import { formatLabels, formatList, formatShortDate } from "@/i18n/format";
import { prospects } from "@/i18n/fr/prospects";
import type { ProspectSummary } from "../types";
import classes from "./list.module.css";

/** Columns of the list: few and rich, so that they also read well as cards. */
export function useProspectColumns(): Column<ProspectSummary>[] {
  const projectType = useLabelOf("project_types");
  return [
    {
      key: "household",
      header: prospects.household,
      render: (file) => <HouseholdCell file={file} />,
    },
    {
      key: "status",
      header: prospects.status,
      render: (file) => (
        <Stack gap={2} align="flex-start">
          <StatusBadge status={file.status} />
          <Text size="xs" c="dimmed">
            {prospects.since(formatShortDate(file.status_since))}
          </Text>
        </Stack>
      ),
    },
    {
      key: "project",
      header: prospects.project,
      render: (file) => (
        <Stack gap={2}>
          <Text size="sm">{formatLabels(file.project_types.map(projectType))}</Text>
          <Text size="xs" c="dimmed">
            {file.epci_name ?? prospects.noTerritory}
          </Text>
        </Stack>
      ),
    },
    {
      key: "referent",
      header: prospects.referent,
      render: (file) => (
        <Stack gap={2}>
          <Text size="sm" c={file.territorial_referent_name ? undefined : "dimmed"}>
            {file.territorial_referent_name ?? prospects.noReferent}
          </Text>
          {file.technical_referent_name ? (
            <Text size="xs" c="dimmed">
              {file.technical_referent_name}
            </Text>
          ) : null}
        </Stack>
      ),
    },
    {
      key: "next",
      header: prospects.nextAction,
      render: (file) => <NextActionCell file={file} />,
    },
  ];
}

function HouseholdCell({ file }: { file: ProspectSummary }) {
  return (
    <Stack gap={2} align="flex-start" className={classes.name}>
      <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: file.id }} underline="hover">
        {file.lead_name}
      </AnchorLink>
      <Text size="xs" c="dimmed" fw={400}>
        {file.number}
        <br />
        {prospects.people(file.adults, file.children)}
      </Text>
      {file.occupations.length > 0 ? (
        <Text size="xs" c="dimmed" fw={400}>
          {formatList(file.occupations)}
        </Text>
      ) : null}
      {file.archived_at ? (
        <Badge size="sm" color="gray">
          {prospects.archived}
        </Badge>
      ) : null}
    </Stack>
  );
}

/** What comes next and when; lateness is said in words, not by colour alone. */
export function NextActionCell({ file }: { file: ProspectSummary }) {
  if (file.next_action_label === null || file.next_action_on === null) {
    return (
      <Text size="sm" c="dimmed">
        {prospects.noNextAction}
      </Text>
    );
  }
  return (
    <Stack gap={2}>
      <Text size="sm">{file.next_action_label}</Text>
      <Text
        size="xs"
        className={file.overdue ? classes.late : undefined}
        c={file.overdue ? undefined : "dimmed"}
      >
        {file.overdue
          ? prospects.overdueSince(formatShortDate(file.next_action_on))
          : formatShortDate(file.next_action_on)}
      </Text>
    </Stack>
  );
}
