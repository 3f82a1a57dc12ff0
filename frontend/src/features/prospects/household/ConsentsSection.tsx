import { Badge, Button, Group, Paper, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { formatShortDate, formatShortDateTime } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { addPart, useConsentTexts, withdrawConsent } from "../api";
import type { Consent, Prospect } from "../types";
import { present, textOrNull } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";
import { AddButton } from "./PartButtons";
import { useSend } from "./use-change";

/** What the household agreed to, with the very text that was read, and since when. */
export function ConsentsSection({ prospect }: { prospect: Prospect }) {
  const [adding, setAdding] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Consent | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const send = useSend();
  return (
    <Part
      id="consentements"
      title={household.consents}
      aside={
        mayWrite ? <AddButton label={household.addConsent} onClick={() => setAdding(true)} /> : null
      }
    >
      {prospect.consents.length === 0 ? <Text c="dimmed">{household.noConsents}</Text> : null}
      <ul className={classes.list}>
        {prospect.consents.map((consent) => (
          <li key={consent.id} className={classes.line}>
            <ConsentLine
              consent={consent}
              onWithdraw={mayWrite ? () => setWithdrawn(consent) : null}
            />
          </li>
        ))}
      </ul>
      {adding ? <ConsentDialog prospect={prospect} onClose={() => setAdding(false)} /> : null}
      <ConfirmDialog
        opened={withdrawn !== null}
        danger
        title={household.withdrawTitle}
        confirmLabel={household.withdraw}
        onConfirm={async () => {
          if (withdrawn) await send(() => withdrawConsent(prospect.id, withdrawn.id));
        }}
        onClose={() => setWithdrawn(null)}
      >
        {household.withdrawText}
      </ConfirmDialog>
    </Part>
  );
}

interface ConsentLineProps {
  consent: Consent;
  onWithdraw: (() => void) | null;
}

function ConsentLine({ consent, onWithdraw }: ConsentLineProps) {
  const purpose = useLabelOf("consent_purposes");
  const channel = useLabelOf("consent_channels");
  const form = useLabelOf("public_forms");
  const expired = consent.expires_at !== null && Date.parse(consent.expires_at) < Date.now();
  const active = consent.withdrawn_at === null && !expired;
  return (
    <div className={classes.body}>
      <Group gap="xs" justify="space-between">
        <Text fw={600}>{purpose(consent.purpose)}</Text>
        <Badge size="md" color={active ? "valley" : "gray"}>
          {active ? household.consentActive : household.consentInactive}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {household.consentGiven(formatShortDate(consent.given_at), channel(consent.channel))}
      </Text>
      {consent.withdrawn_at ? (
        <Text size="sm">{household.consentWithdrawn(formatShortDate(consent.withdrawn_at))}</Text>
      ) : null}
      {expired && consent.expires_at ? (
        <Text size="sm">{household.consentExpired(formatShortDate(consent.expires_at))}</Text>
      ) : null}
      {consent.proof ? <Text size="sm">{consent.proof}</Text> : null}
      {consent.form && consent.asked_at && consent.confirmed_at ? (
        <Text size="sm">
          {household.consentConfirmed(
            form(consent.form),
            formatShortDateTime(consent.asked_at),
            formatShortDateTime(consent.confirmed_at),
          )}
        </Text>
      ) : null}
      <details>
        <Text component="summary" size="sm">
          {household.consentText(consent.text_version)}
        </Text>
        <Text size="sm" c="dimmed" className={classes.text}>
          {consent.text}
        </Text>
      </details>
      {active && onWithdraw ? (
        <Button
          mt={4}
          size="compact-sm"
          variant="default"
          aria-label={household.withdrawOf(purpose(consent.purpose))}
          onClick={onWithdraw}
        >
          {household.withdraw}
        </Button>
      ) : null}
    </div>
  );
}

const LABELS = {
  purpose: household.consentPurpose,
  channel: household.consentChannel,
  proof: household.consentProof,
};

function ConsentDialog({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const send = useSend();
  const texts = useConsentTexts();
  const [key] = useState(() => new SubmitKey());
  const known = texts.data ?? [];
  return (
    <FormDialog
      title={household.addConsent}
      labels={LABELS}
      initialValues={{
        purpose: null as string | null,
        channel: "phone" as string | null,
        proof: "",
      }}
      validate={{ purpose: present, channel: present }}
      onClose={onClose}
      send={(values) =>
        send(() => {
          const text = known.find((one) => one.purpose === values.purpose);
          const body = {
            purpose: values.purpose,
            text_version: text?.version,
            channel: values.channel,
            proof: textOrNull(values.proof),
          };
          return addPart(prospect.id, "consents", body, key.header(body));
        })
      }
    >
      {(form) => (
        <>
          <CodeSelect
            list="consent_purposes"
            only={known.map((one) => one.purpose)}
            label={household.consentPurpose}
            required
            {...form.getInputProps("purpose")}
          />
          <ReadText texts={known} purpose={form.values.purpose} />
          <CodeSelect
            list="consent_channels"
            only={["phone", "email", "paper", "stand"]}
            label={household.consentChannel}
            required
            {...form.getInputProps("channel")}
          />
          <TextInput
            label={household.consentProof}
            description={household.consentProofHint}
            {...form.getInputProps("proof")}
          />
        </>
      )}
    </FormDialog>
  );
}

function ReadText(props: {
  texts: { purpose: string; version: string; text: string }[];
  purpose: string | null;
}) {
  const text = props.texts.find((one) => one.purpose === props.purpose);
  if (text === undefined) return null;
  return (
    <Paper withBorder p="sm">
      <Text size="sm">{text.text}</Text>
    </Paper>
  );
}
