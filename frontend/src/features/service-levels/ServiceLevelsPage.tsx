import { Button, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
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
import { serviceLevels as words } from "@/i18n/fr/service-levels";
import {
  readServiceLevels,
  SERVICE_LEVELS,
  type ServiceLevels,
  updateServiceLevels,
  useServiceLevels,
} from "./api";

/** Delays with their bounds, as the server has them. */
const DAYS = [
  { name: "accept_days", min: 1, max: 30 },
  { name: "first_contact_days", min: 1, max: 60 },
  { name: "next_action_days", min: 1, max: 365 },
  { name: "pool_days", min: 1, max: 30 },
  { name: "stale_after_days", min: 30, max: 1825 },
] as const;
const HOURS = ["opens_at", "closes_at", "digest_at"] as const;

type Values = Record<(typeof DAYS)[number]["name"], number> &
  Record<(typeof HOURS)[number], string>;

/** `/administration/delais`: what the network promises, and when its offices are open. */
export function ServiceLevelsPage() {
  const may = useMay("read_service_levels");
  const read = useServiceLevels(may);
  if (!may) return <ForbiddenState />;
  if (read.isError && read.data === undefined) {
    return <ProblemPage error={read.error} onRetry={() => read.refetch()} />;
  }
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      {read.data ? <LevelsForm levels={read.data} /> : <LoadingState lines={8} />}
    </>
  );
}

function valuesOf(levels: ServiceLevels): Values {
  const { version: _, updated_at: __, ...values } = levels;
  return values;
}

function LevelsForm({ levels }: { levels: ServiceLevels }) {
  const mayManage = useMay("manage_service_levels");
  const queries = useQueryClient();
  const conflict = useConflict<ServiceLevels, Values>({
    fields: [...DAYS.map(({ name }) => name), ...HOURS].map((name) => ({
      name,
      label: words.fields[name],
      show: (values) => String(values[name]),
    })),
    valuesOf,
    read: readServiceLevels,
    send: updateServiceLevels,
  });
  const form = useForm<Values>({
    initialValues: valuesOf(levels),
    validate: Object.fromEntries(
      [...DAYS.map(({ name }) => name), ...HOURS].map((name) => [name, present]),
    ),
  });
  const submit = useFormSubmit(form, async (values) => {
    const saved = await conflict.save(levels, values);
    if (saved === null) return;
    queries.setQueryData([SERVICE_LEVELS], saved);
    form.setValues(valuesOf(saved));
    toastDone(words.saved);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="lg" maw="60rem">
        <FormProblems submit={submit} errors={form.errors} labels={words.fields} />
        <Section title={words.promises}>
          <Text size="sm" c="dimmed" mb="md">
            {words.workingHint}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            {DAYS.map((field) => (
              <DaysField key={field.name} field={field} form={form} disabled={!mayManage} />
            ))}
          </SimpleGrid>
        </Section>
        <Section title={words.hours}>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            {HOURS.map((name) => (
              <TextInput
                key={name}
                type="time"
                required
                disabled={!mayManage}
                label={words.fields[name]}
                description={words.hints[name]}
                inputWrapperOrder={["label", "input", "description", "error"]}
                {...form.getInputProps(name)}
              />
            ))}
          </SimpleGrid>
        </Section>
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            {isShipped(levels.updated_at)
              ? words.shipped
              : words.updated(formatDate(levels.updated_at))}
          </Text>
          {mayManage ? (
            <Button type="submit" loading={submit.pending}>
              {common.save}
            </Button>
          ) : null}
        </Group>
      </Stack>
      {conflict.dialog}
    </form>
  );
}

interface DaysFieldProps {
  field: (typeof DAYS)[number];
  form: UseFormReturnType<Values>;
  disabled: boolean;
}

function DaysField({ field, form, disabled }: DaysFieldProps) {
  return (
    <NumberInput
      label={words.fields[field.name]}
      description={words.hints[field.name]}
      inputWrapperOrder={["label", "input", "description", "error"]}
      required
      disabled={disabled}
      min={field.min}
      max={field.max}
      allowDecimal={false}
      suffix={` ${words.days(form.values[field.name])}`}
      {...form.getInputProps(field.name)}
    />
  );
}
