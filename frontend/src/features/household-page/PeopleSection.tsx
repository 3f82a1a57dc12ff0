import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { FormProblems, useFormSubmit } from "@/components/form";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatPhone } from "@/i18n/format";
import { rights } from "@/i18n/fr/household-rights";
import classes from "./household-page.module.css";
import { correctPerson, type Person, peopleKey, usePeople } from "./rights";

/** The people of the household; names and phones are corrected at once. */
export function PeopleSection({ link }: { link: string }) {
  const people = usePeople(link);
  const [done, setDone] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) told.current?.focus();
  }, [done]);
  return (
    <Section title={rights.peopleTitle}>
      <Stack>
        {done ? (
          <Alert color="green" role="status" ref={told} tabIndex={-1}>
            {rights.corrected}
          </Alert>
        ) : null}
        {people.isPending ? <LoadingState lines={3} /> : null}
        {people.isError ? (
          <ErrorState
            error={people.error}
            title={rights.failed}
            onRetry={() => void people.refetch()}
          />
        ) : null}
        <ul className={classes.needs}>
          {people.data?.items.map((person) => (
            <li key={person.id}>
              <OnePerson person={person} link={link} onSaved={setDone} />
            </li>
          ))}
        </ul>
      </Stack>
    </Section>
  );
}

interface OnePersonProps {
  person: Person;
  link: string;
  onSaved: (saved: boolean) => void;
}

function OnePerson({ person, link, onSaved }: OnePersonProps) {
  const role = useLabelOf("member_roles")(person.role);
  const band = useLabelOf("age_bands");
  const [editing, setEditing] = useState(false);
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">
          {name || role}
        </Title>
        {name ? <span className={classes.status}>{role}</span> : null}
      </Group>
      {person.age_band ? <Text>{band(person.age_band)}</Text> : null}
      {person.email ? <Text className={classes.text}>{person.email}</Text> : null}
      {person.phone ? <Text>{formatPhone(person.phone)}</Text> : null}
      {person.can_correct && !editing ? (
        <div className="oml-no-print">
          <Button
            variant="default"
            aria-label={rights.correctOf(name || role)}
            onClick={() => {
              onSaved(false);
              setEditing(true);
            }}
          >
            {rights.correct}
          </Button>
        </div>
      ) : null}
      {editing ? (
        <CorrectForm
          person={person}
          link={link}
          onDone={(saved) => {
            setEditing(false);
            onSaved(saved);
          }}
        />
      ) : null}
    </Stack>
  );
}

const LABELS = { first_name: rights.firstName, last_name: rights.lastName, phone: rights.phone };

interface CorrectFormProps {
  person: Person;
  link: string;
  onDone: (saved: boolean) => void;
}

function CorrectForm({ person, link, onDone }: CorrectFormProps) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: {
      first_name: person.first_name ?? "",
      last_name: person.last_name ?? "",
      phone: person.phone ? formatPhone(person.phone) : "",
    },
  });
  const submit = useFormSubmit(form, async (values) => {
    await correctPerson(link, person, {
      first_name: values.first_name.trim() || null,
      last_name: values.last_name.trim() || null,
      phone: values.phone.trim() || null,
    });
    await queries.invalidateQueries({ queryKey: peopleKey(link) });
    onDone(true);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <TextInput
          label={rights.firstName}
          maxLength={100}
          data-autofocus
          {...form.getInputProps("first_name")}
        />
        <TextInput label={rights.lastName} maxLength={100} {...form.getInputProps("last_name")} />
        <TextInput type="tel" label={rights.phone} {...form.getInputProps("phone")} />
        <Text size="sm" c="dimmed">
          {rights.emailHint}
        </Text>
        <Group gap="sm">
          <Button type="submit" loading={submit.pending}>
            {rights.save}
          </Button>
          <Button variant="default" onClick={() => onDone(false)}>
            {rights.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
