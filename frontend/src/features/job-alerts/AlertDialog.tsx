import "@/styles/mantine-dialog.css";
import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { ErrorState, LoadingState } from "@/components/states";
import type { OfferSearch } from "@/features/public-offers/search";
import { common } from "@/i18n/fr/common";
import { jobAlerts } from "@/i18n/fr/job-alerts";
import { askForAlert, filtersOf, TICKET_KEY, type Ticket, useTicket } from "./api";
import classes from "./job-alerts.module.css";

interface AlertDialogProps {
  search: OfferSearch;
  onClose: () => void;
}

/** The present search, with an address: an alert once its mailed link is opened. */
export default function AlertDialog({ search, onClose }: AlertDialogProps) {
  const ticket = useTicket();
  const [sent, setSent] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={sent ? jobAlerts.sentTitle : jobAlerts.title}
      size="lg"
      closeButtonProps={{ "aria-label": common.close }}
    >
      {ticket.isError ? (
        <ErrorState
          error={ticket.error}
          title={jobAlerts.closed}
          onRetry={() => void ticket.refetch()}
        />
      ) : null}
      {ticket.isPending ? <LoadingState lines={5} /> : null}
      {sent ? (
        <Stack align="flex-start">
          <Text role="status">{jobAlerts.sentText}</Text>
          <Button onClick={onClose} data-autofocus>
            {jobAlerts.close}
          </Button>
        </Stack>
      ) : null}
      {ticket.data && !sent ? (
        <AlertForm ticket={ticket.data} search={search} onSent={() => setSent(true)} />
      ) : null}
    </Modal>
  );
}

const LABELS = {
  email: jobAlerts.email,
  frequency: jobAlerts.frequency,
  consent_version: jobAlerts.consent,
};

interface AlertFormProps {
  ticket: Ticket;
  search: OfferSearch;
  onSent: () => void;
}

function AlertForm({ ticket, search, onSent }: AlertFormProps) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { email: "", frequency: "daily", consent_version: false, website: "" },
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : jobAlerts.errors.email),
      consent_version: (agreed) => (agreed ? null : jobAlerts.errors.consent),
    },
  });
  const submit = useFormSubmit(form, async (values) => {
    const body = {
      token: ticket.token,
      website: values.website,
      email: values.email.trim(),
      filters: filtersOf(search),
      frequency: values.frequency,
      consent_version: values.consent_version ? ticket.consent.version : "",
    };
    await sendWithTicket(
      () => askForAlert(body),
      () => queries.invalidateQueries({ queryKey: TICKET_KEY }),
    );
    onSent();
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <Text>{jobAlerts.intro}</Text>
        <TextInput
          required
          type="email"
          autoComplete="email"
          label={jobAlerts.email}
          data-autofocus
          {...form.getInputProps("email")}
        />
        <Radio.Group label={jobAlerts.frequency} {...form.getInputProps("frequency")}>
          <Group mt="xs">
            {Object.entries(jobAlerts.frequencies).map(([code, label]) => (
              <Radio key={code} value={code} label={label} />
            ))}
          </Group>
        </Radio.Group>
        <Checkbox
          required
          label={ticket.consent.text}
          {...form.getInputProps("consent_version", { type: "checkbox" })}
        />
        <PrivacyNotice form="job_alert" />
        <label className={classes.trap} aria-hidden="true">
          {jobAlerts.trap}
          <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
        </label>
        <Group justify="flex-end">
          <Button type="submit" loading={submit.pending}>
            {jobAlerts.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
