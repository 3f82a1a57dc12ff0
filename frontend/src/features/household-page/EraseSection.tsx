import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { FormProblems, useFormSubmit } from "@/components/form";
import { Section } from "@/components/Section";
import { rights } from "@/i18n/fr/household-rights";
import { eraseFile } from "./rights";

export interface EraseProps {
  link: string;
  /** Number of the file, typed again to confirm. */
  number: string;
  onErased: () => void;
}

/** Erases the file for good, after its number was typed again. */
export function EraseSection(props: EraseProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title={rights.eraseTitle}>
      <Stack>
        <Text>{rights.eraseIntro}</Text>
        {asking ? (
          <EraseForm {...props} onCancel={() => setAsking(false)} />
        ) : (
          <div className="oml-no-print">
            <Button variant="default" onClick={() => setAsking(true)}>
              {rights.erase}
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  );
}

function EraseForm({ link, number, onErased, onCancel }: EraseProps & { onCancel: () => void }) {
  const form = useForm({
    initialValues: { confirmation: "" },
    validate: {
      confirmation: (typed) => (typed.trim().toUpperCase() === number ? null : rights.eraseWrong),
    },
  });
  const submit = useFormSubmit(form, async ({ confirmation }) => {
    await eraseFile(link, confirmation);
    onErased();
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems
          submit={submit}
          errors={form.errors}
          labels={{ confirmation: rights.eraseShort }}
        />
        <TextInput
          label={rights.eraseNumber(number)}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps("confirmation")}
        />
        <Group gap="sm">
          <Button type="submit" color="red" loading={submit.pending}>
            {rights.eraseNow}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {rights.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
