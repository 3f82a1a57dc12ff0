import {
  Button,
  Checkbox,
  Chip,
  Group,
  Input,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { asProblem, Problem } from "@/api/problem";
import { useCodes } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormProblems, useFormSubmit } from "@/components/form";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState } from "@/components/states";
import { TerritorySelect } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { today } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { newProspect as words } from "@/i18n/fr/newProspect";
import { createProspect, useRefreshProspects } from "../api";
import { NextActionDate } from "../NextActionDate";
import { inDays, present } from "../values";
import { DuplicateAlert } from "./DuplicateAlert";
import { MoreFields } from "./MoreFields";
import { blankValues, formPath, type NewValues, newProspectBody } from "./new-values";

const LABELS: Record<string, string> = {
  first_name: words.firstName,
  last_name: words.lastName,
  phone: words.phone,
  email: words.email,
  source: words.source,
  project_types: words.projectTypes,
  wished_territories: words.wish,
  "next_action.label": words.nextLabel,
  "next_action.on": words.nextOn,
  postal_code: words.postalCode,
  city: words.city,
  message: words.message,
};

/** `/dossiers/nouveau`: a file in a minute. */
export function NewProspectPage() {
  return useMay("write_prospects") ? <NewProspectForm /> : <ForbiddenState />;
}

function NewProspectForm() {
  const form = useForm<NewValues>({
    initialValues: blankValues(words.nextDefault, inDays(today(), 3)),
    validate: {
      first_name: present,
      last_name: present,
      email: (email, { phone }) =>
        email.trim() === "" && phone.trim() === "" ? words.contactRequired : null,
      source: present,
      next_action: { label: present, on: present },
    },
  });
  const { submit, create } = useCreate(form);
  const [more, moreFields] = useDisclosure(false);
  const moreId = useId();
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack maw="52rem">
          {submit.problem?.code === "duplicate" ? (
            <DuplicateAlert problem={submit.problem} onCreateAnyway={() => create(true)} />
          ) : (
            <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          )}
          <Text size="sm">{common.requiredNote}</Text>
          <WhoSection form={form} />
          <ProjectSection form={form} />
          <NextSection form={form} />
          <div>
            <Button
              variant="subtle"
              aria-expanded={more}
              aria-controls={more ? moreId : undefined}
              leftSection={<IconChevronDown size={18} aria-hidden />}
              onClick={moreFields.toggle}
            >
              {words.more}
            </Button>
            {more ? (
              <div id={moreId}>
                <MoreFields form={form} />
              </div>
            ) : null}
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={submit.pending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}

type Form = UseFormReturnType<NewValues>;

function useCreate(form: Form) {
  const navigate = useNavigate();
  const refresh = useRefreshProspects();
  const me = useCurrentUser()?.id ?? null;
  const [key] = useState(() => new SubmitKey());
  const send = async (values: NewValues, allowDuplicate: boolean) => {
    const body = newProspectBody(values, me, allowDuplicate);
    try {
      const created = await createProspect(body, key.header(body));
      toastDone(words.created(created.number));
      void refresh();
      await navigate({ to: "/dossiers/$prospectId", params: { prospectId: created.id } });
    } catch (error) {
      throw onFormFields(asProblem(error));
    }
  };
  const [allowDuplicate, setAllowDuplicate] = useState(false);
  const submit = useFormSubmit(form, (values) => send(values, allowDuplicate));
  const create = (anyway: boolean) => {
    setAllowDuplicate(anyway);
    void send(form.getValues(), anyway).catch(() => submit.onSubmit());
  };
  return { submit, create };
}

/** The server names `members/0/email`; the form calls it `email`. */
function onFormFields(problem: Problem): Problem {
  const errors = problem.errors.map((error) => ({
    ...error,
    pointer: formPath(error.pointer.replace(/^#?\//, "").replaceAll("/", ".")).replaceAll(".", "/"),
  }));
  return new Problem({ ...problem.body, errors }, problem.retryAfter);
}

function WhoSection({ form }: { form: Form }) {
  return (
    <Section title={words.who}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={words.firstName}
          required
          autoComplete="off"
          {...form.getInputProps("first_name")}
        />
        <TextInput
          label={words.lastName}
          required
          autoComplete="off"
          {...form.getInputProps("last_name")}
        />
        <TextInput
          label={words.phone}
          type="tel"
          autoComplete="off"
          description={words.contactHint}
          {...form.getInputProps("phone")}
        />
        <TextInput
          label={words.email}
          type="email"
          autoComplete="off"
          description={words.contactHint}
          {...form.getInputProps("email")}
        />
        <CodeSelect
          list="sources"
          label={words.source}
          required
          allowDeselect={false}
          {...form.getInputProps("source")}
        />
      </SimpleGrid>
    </Section>
  );
}

function ProjectSection({ form }: { form: Form }) {
  const types = useCodes("project_types").data ?? [];
  return (
    <Section title={words.project}>
      <Stack gap="sm">
        <Input.Wrapper
          label={words.projectTypes}
          labelElement="div"
          error={form.errors.project_types}
        >
          <Chip.Group
            multiple
            value={form.values.project_types}
            onChange={(codes) => form.setFieldValue("project_types", codes)}
          >
            <Group gap={6} mt={4} role="group" aria-label={words.projectTypes}>
              {types.map((type) => (
                <Chip key={type.code} value={type.code} variant="light">
                  {type.label}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <TerritorySelect
          label={words.wish}
          description={words.wishHint}
          disabled={form.values.territory_indifferent}
          value={form.values.wished_territories}
          onChange={(wish) => form.setFieldValue("wished_territories", wish)}
          error={form.errors.wished_territories}
        />
        <Checkbox
          label={words.indifferent}
          {...form.getInputProps("territory_indifferent", { type: "checkbox" })}
        />
      </Stack>
    </Section>
  );
}

function NextSection({ form }: { form: Form }) {
  return (
    <Section title={words.next}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={words.nextLabel}
            description={words.nextReaders}
            inputWrapperOrder={["label", "input", "description", "error"]}
            required
            maxLength={200}
            {...form.getInputProps("next_action.label")}
          />
          <NextActionDate label={words.nextOn} required {...form.getInputProps("next_action.on")} />
        </SimpleGrid>
        <Checkbox
          label={words.mine}
          {...form.getInputProps("next_action.mine", { type: "checkbox" })}
        />
      </Stack>
    </Section>
  );
}
