import { NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { DateField } from "@/components/DateField";
import { ListFrame } from "@/components/ListFrame";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { formatDateTime } from "@/i18n/format";
import { administration, audit } from "@/i18n/fr/administration";
import { AUDIT_PATH, type AuditEntry, dayBounds } from "./api";

const COLUMNS: Column<AuditEntry>[] = [
  { key: "at", header: audit.at, render: (entry) => formatDateTime(entry.at) },
  { key: "actor", header: audit.actor, render: (entry) => entry.actor_label || audit.system },
  { key: "action", header: audit.action, render: (entry) => actionText(entry.action) },
  {
    key: "fields",
    header: audit.fields,
    render: (entry) => (
      <Stack gap={0}>
        <Text size="sm">{entry.fields.join(", ")}</Text>
        {entry.reason ? <Text size="sm">{`${audit.reason} : ${entry.reason}`}</Text> : null}
      </Stack>
    ),
  },
  {
    key: "resource",
    header: audit.resourceId,
    render: (entry) => (
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {entry.resource_id}
      </Text>
    ),
  },
];

function actionText(action: string): string {
  const [resource = "", verb = ""] = action.split(".");
  return audit.actionShown(audit.resources[resource] ?? resource, audit.verbs[verb] ?? verb);
}

const RESOURCES = [
  { value: "", label: administration.all },
  ...Object.entries(audit.resources).map(([value, label]) => ({ value, label })),
];

/** Who did what and when, newest first. */
export function AuditPage() {
  const may = useMay("read_audit");
  const [type, setType] = useState("");
  const [id, setId] = useState("");
  const [asked] = useDebouncedValue(id.trim(), 300);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const query = { resource_type: type, resource_id: asked, ...dayBounds(from, to) };
  const list = useKeysetList<AuditEntry>(AUDIT_PATH, query, may);
  if (!may) return <ForbiddenState />;
  return (
    <>
      <PageHeader title={audit.title} description={audit.intro} />
      <ListFrame
        list={list}
        caption={audit.title}
        columns={COLUMNS}
        rowKey={(entry) => entry.id}
        filtered={type !== "" || asked !== "" || from !== null || to !== null}
        empty={{ title: audit.emptyTitle, text: audit.emptyText }}
        filters={
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} style={{ alignItems: "end" }}>
            <NativeSelect
              label={audit.resourceType}
              data={RESOURCES}
              value={type}
              onChange={(event) => setType(event.currentTarget.value)}
            />
            <TextInput
              label={audit.resourceId}
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
            />
            <DateField label={audit.after} value={from} onChange={setFrom} />
            <DateField label={audit.before} value={to} onChange={setTo} />
          </SimpleGrid>
        }
      />
    </>
  );
}
