import { Button, Checkbox, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ButtonLink } from "@/components/links";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { ErrorState, LoadingState } from "@/components/states";
import { newsletter as said } from "@/i18n/fr/newsletter";
import { subscribe, TICKET_KEY, type Ticket, useTicket } from "./api";
import { Frame } from "./frame";
import classes from "./newsletter.module.css";

/** `/lettre`: where anybody asks for the newsletter. */
export function NewsletterPage() {
  const ticket = useTicket();
  const [sent, setSent] = useState(false);
  if (sent) {
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
  return (
    <Frame key="form" title={said.title}>
      <Text size="lg">{said.intro}</Text>
      {ticket.isPending ? <LoadingState lines={4} /> : null}
      {ticket.isError ? (
        <ErrorState
          error={ticket.error}
          title={said.closed}
          onRetry={() => void ticket.refetch()}
        />
      ) : null}
      {ticket.data ? <Form ticket={ticket.data} onSent={() => setSent(true)} /> : null}
    </Frame>
  );
}

const LABELS = { email: said.email, consent_version: said.consent };

function Form({ ticket, onSent }: { ticket: Ticket; onSent: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { email: "", consent_version: false, website: "" },
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : said.errors.email),
      consent_version: (agreed) => (agreed ? null : said.errors.consent),
    },
  });
  const submit = useFormSubmit(form, async (values) => {
    const body = {
      token: ticket.token,
      website: values.website,
      email: values.email.trim(),
      consent_version: values.consent_version ? ticket.consent.version : "",
    };
    await sendWithTicket(
      () => subscribe(body),
      () => queries.invalidateQueries({ queryKey: TICKET_KEY }),
    );
    onSent();
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack align="flex-start">
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <TextInput
          required
          w="100%"
          type="email"
          autoComplete="email"
          label={said.email}
          {...form.getInputProps("email")}
        />
        <Checkbox
          required
          label={ticket.consent.text}
          {...form.getInputProps("consent_version", { type: "checkbox" })}
        />
        <PrivacyNotice form="newsletter" />
        <label className={classes.trap} aria-hidden="true">
          {said.trap}
          <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
        </label>
        <Button type="submit" loading={submit.pending}>
          {said.submit}
        </Button>
      </Stack>
    </form>
  );
}
