import {
  Button,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useLabelOf } from "@/api/reference";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import { FormProblems, useFormSubmit } from "@/components/form";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { AbsencesField } from "@/features/referents/AbsencesField";
import type { Referent } from "@/features/referents/api";
import { formatList, formatShortDate } from "@/i18n/format";
import { account } from "@/i18n/fr/account";
import { administration, referents } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import {
  MY_REFERENT,
  type MyReferentValues,
  readMyReferent,
  updateMyReferent,
  useMyReferent,
  valuesOf,
} from "./my-referent";

const LABELS: Record<keyof MyReferentValues, string> = {
  email: administration.email,
  phone: administration.phone,
  languages: referents.languages,
  capacity: referents.capacity,
  absences: referents.absences,
};

/** A référent's own settings: how to be reached, how many files, and when they are away. */
export function MyReferentSection() {
  const read = useMyReferent(true);
  return (
    <Section title={account.referent}>
      {read.isPending ? <LoadingState lines={4} /> : null}
      {read.isError ? <ErrorState error={read.error} onRetry={() => read.refetch()} /> : null}
      {read.data ? <SettingsForm referent={read.data} /> : null}
    </Section>
  );
}

function SettingsForm({ referent }: { referent: Referent }) {
  const queries = useQueryClient();
  const language = useLabelOf("languages");
  const show: Partial<Record<keyof MyReferentValues, (values: MyReferentValues) => string>> = {
    languages: (values) => formatList(values.languages.map(language)),
    absences: ({ absences }) =>
      formatList(
        absences.map(({ from_on, to_on }) =>
          referents.absenceShown(
            formatShortDate(from_on ?? ""),
            formatShortDate(to_on ?? ""),
            null,
          ),
        ),
      ),
  };
  const conflict = useConflict<Referent, MyReferentValues>({
    fields: (Object.keys(LABELS) as (keyof MyReferentValues)[]).map((name) => ({
      name,
      label: LABELS[name],
      show: show[name] ?? ((values) => String(values[name] ?? "")),
    })),
    valuesOf,
    read: readMyReferent,
    send: updateMyReferent,
  });
  const form = useForm<MyReferentValues>({ initialValues: valuesOf(referent) });
  const submit = useFormSubmit(form, async (values) => {
    const saved = await conflict.save(referent, values);
    if (saved === null) return;
    queries.setQueryData([MY_REFERENT], saved);
    form.setValues(valuesOf(saved));
    toastDone(account.referentSaved);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <Text size="sm" c="dimmed">
          {account.referentIntro}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput type="tel" label={LABELS.phone} {...form.getInputProps("phone")} />
          <TextInput type="email" label={LABELS.email} {...form.getInputProps("email")} />
          <CodeMultiSelect
            list="languages"
            label={LABELS.languages}
            {...form.getInputProps("languages")}
          />
          <NumberInput
            label={LABELS.capacity}
            description={referents.capacityHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            min={0}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps("capacity")}
          />
        </SimpleGrid>
        <Title order={3} size="h5">
          {LABELS.absences}
        </Title>
        <Text size="sm" c="dimmed">
          {account.absencesHint}
        </Text>
        <AbsencesField form={form} ownId={referent.id} />
        <Group justify="flex-end">
          <Button type="submit" loading={submit.pending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
      {conflict.dialog}
    </form>
  );
}
