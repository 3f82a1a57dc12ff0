import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { useConflict } from "@/components/ConflictDialog";
import { type Column, DataTable } from "@/components/DataTable";
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

const comingOf = (preview: Preview) =>
  [
    ...preview.notices.map((one) => ({ ...one, what: words.notice })),
    ...preview.erasures.map((one) => ({ ...one, what: words.erasure })),
  ].sort((one, other) => one.on.localeCompare(other.on) || one.number.localeCompare(other.number));

const COMING: readonly Column<ReturnType<typeof comingOf>[number]>[] = [
  { key: "on", header: words.day, render: (one) => formatDate(one.on) },
  { key: "number", header: words.file, render: (one) => one.number },
  { key: "what", header: words.what, render: (one) => one.what },
];

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
        <DataTable
          caption={words.next}
          columns={COMING}
          rows={coming}
          rowKey={(one) => `${one.number} ${one.what}`}
        />
      )}
    </Section>
  );
}

const HISTORY: readonly Column<Schema<"RetentionDay">>[] = [
  { key: "on", header: words.day, render: (day) => formatDate(day.on) },
  { key: "notices", header: words.notices, render: (day) => words.count(day.notices) },
  { key: "by_clock", header: words.byClock, render: (day) => words.count(day.erased_by_clock) },
  { key: "by_hand", header: words.byHand, render: (day) => words.count(day.erased_by_hand) },
];

function History() {
  const days = useDays();
  if (days.data === undefined) return <LoadingState lines={3} />;
  return (
    <Section title={words.history}>
      {days.data.items.length === 0 ? (
        <Text size="sm">{words.noHistory}</Text>
      ) : (
        <DataTable
          caption={words.history}
          columns={HISTORY}
          rows={days.data.items}
          rowKey={(day) => day.on}
        />
      )}
    </Section>
  );
}

const VERSIONS: readonly Column<Schema<"RetentionPolicyVersion">>[] = [
  { key: "version", header: words.version, render: (one) => one.version },
  ...FIELDS.map(({ name, unit }) => ({
    key: name,
    header: words.fields[name],
    render: (one: Schema<"RetentionPolicyVersion">) => `${one[name]} ${unit}`,
  })),
  {
    key: "since",
    header: words.since,
    render: (one) => (isShipped(one.created_at) ? "–" : formatDate(one.created_at)),
  },
  { key: "author", header: words.author, render: (one) => one.author_name ?? words.shipped },
];

function Versions() {
  const versions = usePolicyVersions();
  if (versions.data === undefined) return <LoadingState lines={3} />;
  return (
    <Section title={words.versions}>
      <DataTable
        caption={words.versions}
        columns={VERSIONS}
        rows={versions.data.items}
        rowKey={(one) => String(one.version)}
      />
    </Section>
  );
}
