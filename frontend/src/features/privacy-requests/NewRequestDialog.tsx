import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { today } from "@/i18n/format";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import { createRequest, fileOfNumber, useRefreshRequests } from "./api";

const LABELS = {
  kind: said.kind,
  channel: said.channel,
  received_on: said.receivedOn,
  requester_name: said.name,
  requester_email: said.email,
  identity_proof: said.identity,
  details: said.details,
  number: said.number,
};

interface Values extends Record<string, unknown> {
  kind: string | null;
  channel: string | null;
  received_on: string | null;
  requester_name: string;
  requester_email: string;
  identity_proof: string;
  number: string;
  details: string;
}

const textOrNull = (words: string) => (words.trim() === "" ? null : words.trim());

/** Writes a request down that came by mail, phone or post. */
export function NewRequestDialog({ onClose }: { onClose: () => void }) {
  const refresh = useRefreshRequests();
  const [key] = useState(() => new SubmitKey());
  const [unknown, setUnknown] = useState(false);
  const send = async (values: Values) => {
    const number = values.number.trim().toUpperCase();
    const prospect_id = number === "" ? null : await fileOfNumber(number);
    setUnknown(number !== "" && prospect_id === null);
    if (number !== "" && prospect_id === null) return false;
    const body = {
      kind: values.kind ?? "",
      channel: values.channel ?? "",
      received_on: values.received_on,
      requester_name: values.requester_name,
      requester_email: textOrNull(values.requester_email),
      identity_proof: textOrNull(values.identity_proof),
      details: textOrNull(values.details),
      prospect_id,
    };
    await createRequest(body, key.header(body));
    toastDone(said.saved);
    await refresh();
    return true;
  };
  return (
    <FormDialog<Values>
      title={said.newTitle}
      labels={LABELS}
      initialValues={{
        kind: null,
        channel: "email",
        received_on: today(),
        requester_name: "",
        requester_email: "",
        identity_proof: "",
        number: "",
        details: "",
      }}
      validate={{
        kind: (kind) => (kind === null ? said.required : null),
        channel: (channel) => (channel === null ? said.required : null),
        requester_name: (name) => (name.trim() === "" ? said.required : null),
      }}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <CodeSelect
            list="privacy_request_kinds"
            label={said.kind}
            required
            {...form.getInputProps("kind")}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <CodeSelect
              list="privacy_request_channels"
              only={["email", "phone", "post"]}
              label={said.channel}
              required
              {...form.getInputProps("channel")}
            />
            <DateField
              label={said.receivedOn}
              maxDate={today()}
              {...form.getInputProps("received_on")}
            />
          </SimpleGrid>
          <TextInput
            label={said.name}
            required
            maxLength={200}
            {...form.getInputProps("requester_name")}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="email"
              label={said.email}
              description={said.emailHint}
              {...form.getInputProps("requester_email")}
            />
            <TextInput
              label={said.number}
              description={said.numberHint}
              {...form.getInputProps("number")}
              error={unknown ? said.numberUnknown : form.errors.prospect_id}
            />
          </SimpleGrid>
          <TextInput
            label={said.proof}
            description={said.proofHint}
            maxLength={200}
            {...form.getInputProps("identity_proof")}
          />
          <Textarea
            label={said.details}
            description={said.detailsHint}
            autosize
            minRows={2}
            maxLength={4000}
            {...form.getInputProps("details")}
          />
        </>
      )}
    </FormDialog>
  );
}
