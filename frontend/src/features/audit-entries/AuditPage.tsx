import { NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { DateField } from "@/components/DateField";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { formatList, formatShortDateTime } from "@/i18n/format";
import { administration, audit, deedText } from "@/i18n/fr/administration";
import { auditActors, auditFields } from "@/i18n/fr/audit-words";
import { AUDIT_PATH, type AuditEntry, dayBounds } from "./api";
import { Verification } from "./Verification";

const COLUMNS: Column<AuditEntry>[] = [
  { key: "at", header: audit.at, render: (entry) => formatShortDateTime(entry.at) },
  { key: "actor", header: audit.actor, render: actorText },
  { key: "action", header: audit.action, render: (entry) => deedText(entry.action) },
  {
    key: "fields",
    header: audit.fields,
    render: (entry) => (
      <Stack gap={0}>
        <Text size="sm">
          {formatList(entry.fields.map((field) => auditFields[field] ?? field))}
        </Text>
        {entry.reason ? <Text size="sm">{`${audit.reason} : ${entry.reason}`}</Text> : null}
      </Stack>
    ),
  },
  {
    key: "resource",
    header: audit.resourceId,
    render: (entry) => (
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {entry.resource_type === "prospect" && entry.resource_id ? (
          <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: entry.resource_id }}>
            {entry.resource_id}
          </AnchorLink>
        ) : (
          entry.resource_id
        )}
      </Text>
    ),
  },
];

/** A person's name, or what acted in nobody's name. */
function actorText({ actor_id, actor_label }: AuditEntry): string {
  return (actor_id ? actor_label : (auditActors[actor_label] ?? actor_label)) || audit.system;
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
      <Verification />
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
