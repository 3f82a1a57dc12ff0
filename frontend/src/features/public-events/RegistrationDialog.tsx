import { Button, Checkbox, Modal, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDateTime } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { publicEvents } from "@/i18n/fr/events";
import {
  type ProgrammeSession,
  type PublicEvent,
  programmeKey,
  type Receipt,
  register,
  TICKET_KEY,
  type Ticket,
  useTicket,
} from "./api";
import classes from "./public-events.module.css";

interface RegistrationDialogProps {
  event: PublicEvent;
  /** Null for the event itself. */
  session: ProgrammeSession | null;
  onClose: () => void;
}

/** Who comes, and where to send the link to confirm. */
export function RegistrationDialog({ event, session, onClose }: RegistrationDialogProps) {
  const ticket = useTicket();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={publicEvents.registerTitle(session?.title ?? event.title)}
      size="lg"
      closeButtonProps={{ "aria-label": common.close }}
    >
      {ticket.isPending ? <LoadingState lines={4} /> : null}
      {ticket.isError ? (
        <ErrorState error={ticket.error} onRetry={() => void ticket.refetch()} />
      ) : null}
      {receipt ? <Sent receipt={receipt} onClose={onClose} /> : null}
      {ticket.data && receipt === null ? (
        <Form event={event} session={session} ticket={ticket.data} onSent={setReceipt} />
      ) : null}
    </Modal>
  );
}

function Sent({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  return (
    <Stack align="flex-start" role="status">
      <Text fw={600}>{publicEvents.sentTitle}</Text>
      {receipt.status === "waitlisted" ? <Text>{publicEvents.sentWaiting}</Text> : null}
      <Text>{publicEvents.sentText(formatDateTime(receipt.held_until))}</Text>
      <Button variant="default" onClick={onClose}>
        {common.close}
      </Button>
    </Stack>
  );
}

const LABELS = {
  first_name: publicEvents.firstName,
  email: publicEvents.email,
  guests: publicEvents.guests,
  consent: publicEvents.consentRequired,
};

interface FormProps {
  event: PublicEvent;
  session: ProgrammeSession | null;
  ticket: Ticket;
  onSent: (receipt: Receipt) => void;
}

function Form({ event, session, ticket, onSent }: FormProps) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { first_name: "", email: "", guests: 0, consent: false, website: "" },
    validate: { consent: (given) => (given ? null : publicEvents.consentRequired) },
  });
  const submit = useFormSubmit(form, async (values) => {
    const body = {
      ...values,
      first_name: values.first_name.trim(),
      email: values.email.trim(),
      session_id: session?.id ?? null,
      token: ticket.token,
      consent_version: ticket.consent.version,
    };
    const receipt = await sendWithTicket(
      () => register(event.id, body),
      () => queries.invalidateQueries({ queryKey: TICKET_KEY }),
    );
    onSent(receipt);
    await queries.invalidateQueries({ queryKey: programmeKey(event.id) });
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <TextInput
          label={publicEvents.firstName}
          required
          autoComplete="given-name"
          {...form.getInputProps("first_name")}
        />
        <TextInput
          type="email"
          label={publicEvents.email}
          description={publicEvents.emailHint}
          required
          autoComplete="email"
          {...form.getInputProps("email")}
        />
        {session?.kind === "slot" ? null : (
          <NumberInput
            label={publicEvents.guests}
            min={0}
            max={9}
            allowDecimal={false}
            {...form.getInputProps("guests")}
          />
        )}
        <Checkbox
          label={ticket.consent.text}
          {...form.getInputProps("consent", { type: "checkbox" })}
        />
        <PrivacyNotice form="event_registration" />
        <label className={classes.trap} aria-hidden="true">
          {publicEvents.trap}
          <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
        </label>
        <Button type="submit" loading={submit.pending}>
          {publicEvents.send}
        </Button>
      </Stack>
    </form>
  );
}
