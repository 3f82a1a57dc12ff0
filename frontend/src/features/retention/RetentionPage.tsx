import { Button, Group, NumberInput, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useMay } from "@/api/use-session";
import { useConflict } from "@/components/ConflictDialog";
import { FormProblems, useFormSubmit } from "@/components/form";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { present } from "@/features/prospects/values";
import { formatDate, isShipped } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { retention as words } from "@/i18n/fr/retention";
import {
  type Preview,
  RETENTION,
  type RetentionPolicy,
  readPolicy,
  updatePolicy,
  useDays,
  usePolicy,
  usePolicyVersions,
  usePreview,
} from "./api";

/** Delays with their bounds, as the server has them. */
const FIELDS = [
  { name: "job_search_months", min: 6, max: 60, unit: words.months },
  { name: "other_months", min: 6, max: 60, unit: words.months },
  { name: "notice_days", min: 15, max: 90, unit: words.days },
] as const;

type Values = Record<(typeof FIELDS)[number]["name"], number>;

/** `/administration/conservation`: what the privacy clock does, did and will do. */
export function RetentionPage() {
  const may = useMay("manage_retention");
  const policy = usePolicy(may);
  if (!may) return <ForbiddenState />;
  if (policy.isError && policy.data === undefined) {
    return <ProblemPage error={policy.error} onRetry={() => policy.refetch()} />;
  }
  return (
    <>
      <PageHeader title={words.title} description={words.intro} />
      {policy.data ? (
        <Stack gap="lg" maw="60rem">
          <PolicyForm policy={policy.data} />
          <Coming />
          <History />
          <Versions />
        </Stack>
      ) : (
        <LoadingState lines={8} />
      )}
    </>
  );
}

function valuesOf(policy: RetentionPolicy): Values {
  const { version: _, created_at: __, ...values } = policy;
  return values;
}

function PolicyForm({ policy }: { policy: RetentionPolicy }) {
  const queries = useQueryClient();
  const conflict = useConflict<RetentionPolicy, Values>({
    fields: FIELDS.map(({ name }) => ({
      name,
      label: words.fields[name],
      show: (values) => String(values[name]),
    })),
    valuesOf,
    read: readPolicy,
    send: updatePolicy,
  });
  const form = useForm<Values>({
    initialValues: valuesOf(policy),
    validate: Object.fromEntries(FIELDS.map(({ name }) => [name, present])),
  });
  const submit = useFormSubmit(form, async (values) => {
    const saved = await conflict.save(policy, values);
    if (saved === null) return;
    await queries.invalidateQueries({ queryKey: [RETENTION] });
    form.setValues(valuesOf(saved));
    toastDone(words.saved);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Section title={words.policy}>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={words.fields} />
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            {FIELDS.map((field) => (
              <NumberInput
                key={field.name}
                label={words.fields[field.name]}
                required
                min={field.min}
                max={field.max}
                allowDecimal={false}
                suffix={` ${field.unit}`}
                {...form.getInputProps(field.name)}
              />
            ))}
          </SimpleGrid>
          <Group justify="space-between" gap="sm">
            <Text size="sm" c="dimmed" flex="1 1 16rem">
              {words.policyHint}
            </Text>
            <Button type="submit" loading={submit.pending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </Section>
      {conflict.dialog}
    </form>
  );
}

/** A table that scrolls by itself on a narrow screen. */
function Rows({ label, head, children }: { label: string; head: string[]; children: ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ tabIndex: 0 }}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {head.map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const comingOf = (preview: Preview) =>
  [
    ...preview.notices.map((one) => ({ ...one, what: words.notice })),
    ...preview.erasures.map((one) => ({ ...one, what: words.erasure })),
  ].sort((one, other) => one.on.localeCompare(other.on) || one.number.localeCompare(other.number));

function Coming() {
  const preview = usePreview();
  if (preview.data === undefined) return <LoadingState lines={3} />;
  const coming = comingOf(preview.data);
  return (
    <Section title={words.next}>
      <Text size="sm">
        {words.summary(preview.data.notices.length, preview.data.erasures.length)}
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {words.nextHint}
      </Text>
      {coming.length === 0 ? (
        <Text size="sm">{words.nothing}</Text>
      ) : (
        <Rows label={words.next} head={[words.day, words.file, words.what]}>
          {coming.map((one) => (
            <Table.Tr key={`${one.number} ${one.what}`}>
              <Table.Td>{formatDate(one.on)}</Table.Td>
              <Table.Td>{one.number}</Table.Td>
              <Table.Td>{one.what}</Table.Td>
            </Table.Tr>
          ))}
        </Rows>
      )}
    </Section>
  );
}

function History() {
  const days = useDays();
  if (days.data === undefined) return <LoadingState lines={3} />;
  return (
    <Section title={words.history}>
      {days.data.items.length === 0 ? (
        <Text size="sm">{words.noHistory}</Text>
      ) : (
        <Rows label={words.history} head={[words.day, words.notices, words.byClock, words.byHand]}>
          {days.data.items.map((day) => (
            <Table.Tr key={day.on}>
              <Table.Td>{formatDate(day.on)}</Table.Td>
              <Table.Td>{words.count(day.notices)}</Table.Td>
              <Table.Td>{words.count(day.erased_by_clock)}</Table.Td>
              <Table.Td>{words.count(day.erased_by_hand)}</Table.Td>
            </Table.Tr>
          ))}
        </Rows>
      )}
    </Section>
  );
}

function Versions() {
  const versions = usePolicyVersions();
  if (versions.data === undefined) return <LoadingState lines={3} />;
  const head = [
    words.version,
    ...FIELDS.map(({ name }) => words.fields[name]),
    words.since,
    words.author,
  ];
  return (
    <Section title={words.versions}>
      <Rows label={words.versions} head={head}>
        {versions.data.items.map((one) => (
          <Table.Tr key={one.version}>
            <Table.Td>{one.version}</Table.Td>
            {FIELDS.map(({ name, unit }) => (
              <Table.Td key={name}>{`${one[name]} ${unit}`}</Table.Td>
            ))}
            <Table.Td>{isShipped(one.created_at) ? "" : formatDate(one.created_at)}</Table.Td>
            <Table.Td>{one.author_name ?? words.shipped}</Table.Td>
          </Table.Tr>
        ))}
      </Rows>
    </Section>
  );
}
