import { Button, Checkbox, MantineThemeProvider, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLists } from "@/api/reference";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { ROOMY } from "@/components/roomy";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { publicAmbassadors as said } from "@/i18n/fr/ambassadors";
import {
  AMBASSADOR_LISTS,
  CommitmentFields,
  type FieldProps,
  LABELS,
  PlaceFields,
  WhoFields,
} from "./AmbassadorFields";
import { sendSignUp, TICKET_KEY, type Ticket, useTicket } from "./api";
import { Frame } from "./frame";
import classes from "./public-ambassadors.module.css";
import { type AmbassadorValues, bodyOf, check, EMPTY } from "./values";

/** `/devenir-ambassadeur`: somebody offers to talk about the Lot. */
export function SignUpPage() {
  const ticket = useTicket();
  const lists = useLists(AMBASSADOR_LISTS);
  const [sent, setSent] = useState(false);
  const failed = [ticket, lists].find((read) => read.isError);
  const retry = () => {
    void ticket.refetch();
    void lists.refetch();
  };
  if (sent) return <Sent />;
  return (
    <div className={classes.column}>
      <PageHeader title={said.formTitle} description={said.formIntro} />
      {failed ? <ErrorState error={failed.error} onRetry={retry} title={said.closed} /> : null}
      {!failed && (ticket.isPending || lists.isPending) ? <LoadingState lines={6} /> : null}
      {ticket.data && lists.data ? (
        <Form ticket={ticket.data} onSent={() => setSent(true)} />
      ) : null}
    </div>
  );
}

function Sent() {
  return (
    <Frame key="sent" title={said.sentTitle}>
      <Text size="lg" role="status">
        {said.sentText}
      </Text>
      <ButtonLink to="/" variant="default">
        {said.home}
      </ButtonLink>
    </Frame>
  );
}

interface Values extends Record<string, unknown> {
  ambassador: AmbassadorValues;
  consent_version: boolean;
  image_right: boolean;
  newsletter: boolean;
  website: string;
}

const INITIAL: Values = {
  ambassador: EMPTY,
  consent_version: false,
  image_right: false,
  newsletter: false,
  website: "",
};

function checkAll(values: Values): Record<string, string> {
  const found = Object.entries(check(values.ambassador)).map(([name, fault]) => [
    `ambassador.${name}`,
    fault,
  ]);
  const consent = values.consent_version ? [] : [["consent_version", said.errors.consent]];
  return Object.fromEntries([...found, ...consent]);
}

function Form({ ticket, onSent }: { ticket: Ticket; onSent: () => void }) {
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: INITIAL, validate: checkAll });
  const submit = useFormSubmit(form, async (values) => {
    const body = {
      token: ticket.token,
      website: values.website,
      ambassador: { ...bodyOf(values.ambassador), image_right: values.image_right },
      newsletter: values.newsletter,
      consent_version: values.consent_version ? ticket.consent.version : "",
    };
    await sendWithTicket(
      () => sendSignUp(body),
      () => queries.invalidateQueries({ queryKey: TICKET_KEY }),
    );
    onSent();
  });
  const fields = {
    values: form.values.ambassador,
    size: "md" as const,
    field: (name: string) => form.getInputProps(`ambassador.${name}`) as unknown as FieldProps,
  };
  const box = (name: "consent_version" | "image_right" | "newsletter") =>
    form.getInputProps(name, { type: "checkbox" });
  return (
    <MantineThemeProvider theme={ROOMY} inherit>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="lg">
          <FormProblems
            submit={submit}
            errors={form.errors}
            labels={{ ...LABELS, consent_version: said.consent }}
          />
          <Section title={said.you}>
            <WhoFields {...fields} email />
          </Section>
          <Section title={said.yourPlace}>
            <PlaceFields {...fields} />
          </Section>
          <Section title={said.yourCommitment}>
            <CommitmentFields {...fields} />
          </Section>
          <Section title={said.agreements}>
            <Stack>
              <Text size="sm" c="dimmed">
                {said.agreementsHint}
              </Text>
              <Checkbox required label={ticket.consent.text} {...box("consent_version")} />
              <Checkbox label={ticket.consent.image_text} {...box("image_right")} />
              <Checkbox label={ticket.newsletter_text} {...box("newsletter")} />
              <PrivacyNotice form="ambassador_sign_up" />
            </Stack>
          </Section>
          <label className={classes.trap} aria-hidden="true">
            {said.trap}
            <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
          </label>
          <Button type="submit" size="lg" loading={submit.pending}>
            {said.submit}
          </Button>
        </Stack>
      </form>
    </MantineThemeProvider>
  );
}
