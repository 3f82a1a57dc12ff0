import { Button, Select, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useCurrentUser, useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import type { Column } from "@/components/DataTable";
import { ExportMenu } from "@/components/ExportMenu";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { usePartnerOptions } from "@/features/partners/api";
import { formatShortDate, today } from "@/i18n/format";
import { fields } from "@/i18n/fr/fields";
import { steering } from "@/i18n/fr/steering";
import { ActionButtons } from "./ActionButtons";
import { ActionDialog } from "./ActionDialog";
import { ACTIONS, type Action, useRefreshSteering, useUserOptions } from "./api";
import { SteeringBadge } from "./StatusBadge";
import { SteeringTabs } from "./SteeringTabs";
import { type ActionSearch, actionQuery, readActionSearch } from "./search";

const FORMATS = [
  { label: steering.csv, query: { profile: "rfc4180" }, ending: "csv" },
  { label: steering.excel, query: { profile: "excel-fr" }, ending: "csv" },
] as const;

/** `/pilotage/actions`: the actions of every committee and every group, by their day. */
export function ActionsPage() {
  const may = useMay("read_steering");
  const manages = useMay("manage_steering");
  const search = useSearch({ from: "/staff/pilotage/actions" });
  const refresh = useRefreshSteering();
  const [open, setOpen] = useState<{ action: Action | null } | null>(null);
  const query = actionQuery(search);
  const list = useKeysetList<Action>(ACTIONS, { ...query, count: "exact" }, may);
  if (!may) return <ForbiddenState />;
  const add = manages ? (
    <Button onClick={() => setOpen({ action: null })}>{steering.addAction}</Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={steering.actions}
        description={steering.intro}
        actions={
          <>
            <ExportMenu
              label={steering.export}
              hint={steering.exportHint}
              done={steering.exported}
              path={`${ACTIONS}/export`}
              query={query}
              name={`actions-${today()}`}
              formats={FORMATS}
            />
            {add}
          </>
        }
      />
      <SteeringTabs />
      <ListFrame
        list={list}
        caption={steering.actions}
        columns={columnsOf(manages ? (action) => setOpen({ action }) : undefined)}
        rowKey={({ id }) => id}
        filtered={Object.keys(search).length > 0}
        empty={{ title: steering.noActions, text: steering.noActionsText, action: add }}
        filters={
          <Stack gap="sm">
            <Filters search={search} />
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : steering.found(list.total)}
            </Text>
          </Stack>
        }
      />
      {open ? (
        <ActionDialog
          action={open.action}
          origin={null}
          onClose={() => setOpen(null)}
          onSaved={refresh}
        />
      ) : null}
    </>
  );
}

function columnsOf(onEdit?: (action: Action) => void): Column<Action>[] {
  return [
    {
      key: "title",
      header: steering.action,
      render: (action) => (
        <Stack gap={2}>
          <span>{action.title}</span>
          {action.outcome ? (
            <Text size="sm" c="dimmed" fw={400}>
              {action.outcome}
            </Text>
          ) : null}
          <ActionButtons action={action} onEdit={onEdit ? () => onEdit(action) : undefined} />
        </Stack>
      ),
    },
    { key: "origin", header: steering.origin, render: (action) => <OriginLink action={action} /> },
    {
      key: "owner",
      header: steering.owner,
      render: ({ owner_name }) => owner_name ?? steering.nobody,
    },
    {
      key: "due",
      header: steering.due,
      render: ({ due_on }) => (due_on === null ? steering.noDue : formatShortDate(due_on)),
    },
    {
      key: "status",
      header: steering.status,
      render: ({ status, late }) => <SteeringBadge status={status} late={late} />,
    },
  ];
}

function OriginLink({ action }: { action: Action }) {
  const { committee_id, working_group_id, origin_name } = action;
  if (working_group_id !== null) {
    return (
      <AnchorLink to="/pilotage/groupes/$groupId" params={{ groupId: working_group_id }}>
        {origin_name}
      </AnchorLink>
    );
  }
  return (
    <AnchorLink to="/pilotage/comites/$committeeId" params={{ committeeId: committee_id ?? "" }}>
      {origin_name}
    </AnchorLink>
  );
}

function Filters({ search }: { search: ActionSearch }) {
  const navigate = useNavigate();
  const change = (part: Record<string, unknown>) =>
    void navigate({
      to: "/pilotage/actions",
      search: (now: object) => readActionSearch({ ...now, ...part }),
      resetScroll: false,
    });
  return (
    <search>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <OwnerFilter value={search.owner} onChange={(owner) => change({ owner })} />
          <CodeSelect
            list="steering_statuses"
            label={steering.status}
            clearable
            value={search.status ?? null}
            onChange={(status) => change({ status: status ?? undefined })}
          />
        </SimpleGrid>
        <Switch
          label={steering.lateOnly}
          checked={search.late ?? false}
          onChange={(event) => change({ late: event.currentTarget.checked || undefined })}
        />
        <Switch
          label={steering.closedToo}
          checked={search.tout ?? false}
          onChange={(event) => change({ tout: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </search>
  );
}

interface OwnerFilterProps {
  value: string | undefined;
  onChange: (owner: string | undefined) => void;
}

/** Oneself, partners and, for those who manage accounts, everybody. */
function OwnerFilter({ value, onChange }: OwnerFilterProps) {
  const me = useCurrentUser();
  const all = useUserOptions(useMay("manage_users"));
  const partners = usePartnerOptions();
  const own = me === null ? [] : [{ value: me.id, label: `${me.first_name} ${me.last_name}` }];
  const users = all.length > 0 ? all : own;
  return (
    <Select
      label={steering.owner}
      data={[
        {
          group: steering.memberUsers,
          items: users.map((one) => ({ value: `user:${one.value}`, label: one.label })),
        },
        {
          group: steering.guestPartner,
          items: partners.map((one) => ({ value: `partner:${one.value}`, label: one.label })),
        },
      ]}
      searchable
      clearable
      placeholder={fields.choose}
      nothingFoundMessage={fields.nothingFound}
      clearButtonProps={{ "aria-label": fields.clear }}
      value={value ?? null}
      onChange={(owner) => onChange(owner ?? undefined)}
    />
  );
}
