import { Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { Section } from "@/components/Section";
import { SmallButton } from "@/components/SmallButton";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { endowments as said } from "@/i18n/fr/endowments";
import classes from "./ambassadors.module.css";
import type { Ambassador } from "./api";
import {
  type AmbassadorEndowments,
  type Endowment,
  type EndowmentGrant,
  type EndowmentOffer,
  giveEndowment,
  missingOf,
  takeBackEndowment,
  useAmbassadorEndowments,
  useRefreshEndowments,
} from "./endowments";

/** What an ambassador was given, and what they may be given. */
export function EndowmentsSection({ one }: { one: Ambassador }) {
  const found = useAmbassadorEndowments(one.id);
  const refresh = useRefreshEndowments();
  const [giving, setGiving] = useState<Endowment | null>(null);
  const [undoing, setUndoing] = useState<EndowmentGrant | null>(null);
  return (
    <Section title={said.title}>
      {found.isPending ? <LoadingState lines={3} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data ? (
        <Stack gap="md">
          <Given given={found.data.given} onUndo={setUndoing} />
          <Offers all={found.data} onGive={setGiving} />
        </Stack>
      ) : null}
      {giving ? (
        <GiveDialog one={one} endowment={giving} onDone={refresh} onClose={() => setGiving(null)} />
      ) : null}
      <ConfirmDialog
        opened={undoing !== null}
        title={said.takeBackTitle}
        confirmLabel={said.takeBack}
        danger
        onConfirm={async () => {
          if (undoing === null) return;
          await takeBackEndowment(one.id, undoing).finally(refresh);
          toastDone(said.takeBackDone);
        }}
        onClose={() => setUndoing(null)}
      >
        {said.takeBackText(undoing?.label ?? "")}
      </ConfirmDialog>
    </Section>
  );
}

interface GivenProps {
  given: EndowmentGrant[];
  onUndo: (grant: EndowmentGrant) => void;
}

function Given({ given, onUndo }: GivenProps) {
  const manages = useMay("manage_ambassadors");
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {said.given}
      </Title>
      {given.length === 0 ? <Text size="sm">{said.nothingGiven}</Text> : null}
      <ul className={classes.list}>
        {given.map((grant) => (
          <Group component="li" key={grant.id} justify="space-between" align="flex-start">
            <Stack gap={2} flex="1 1 12rem">
              <Text fw={600}>{grant.label}</Text>
              <Text size="sm" c="dimmed">
                {said.givenOn(grant.given_at, grant.actor_name)}
              </Text>
              {grant.note ? <Text size="sm">{grant.note}</Text> : null}
            </Stack>
            {manages ? (
              <SmallButton
                label={said.takeBack}
                name={said.takeBackOf(grant.label, grant.given_at)}
                onClick={() => onUndo(grant)}
              />
            ) : null}
          </Group>
        ))}
      </ul>
    </div>
  );
}

interface OffersProps {
  all: AmbassadorEndowments;
  onGive: (endowment: Endowment) => void;
}

function Offers({ all, onGive }: OffersProps) {
  const manages = useMay("manage_ambassadors");
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {said.offers}
      </Title>
      {all.offers.length === 0 ? <Text size="sm">{said.noOffers}</Text> : null}
      <ul className={classes.list}>
        {all.offers.map((offer) => (
          <Group component="li" key={offer.endowment.id} justify="space-between" align="flex-start">
            <Stack gap={2} flex="1 1 12rem">
              <Text fw={600}>{offer.endowment.label}</Text>
              <Text size="sm" c="dimmed">
                {said.left(offer.endowment.stock)}
              </Text>
              <Missing offer={offer} all={all} />
            </Stack>
            {manages && offer.may_be_given ? (
              <SmallButton
                label={said.give}
                name={said.giveOf(offer.endowment.label)}
                onClick={() => onGive(offer.endowment)}
              />
            ) : null}
          </Group>
        ))}
      </ul>
    </div>
  );
}

function Missing({ offer, all }: { offer: EndowmentOffer; all: AmbassadorEndowments }) {
  if (offer.may_be_given) return null;
  return (
    <>
      <Text size="sm">{said.missing}</Text>
      <ul className={classes.choices}>
        {missingOf(offer, all).map((text) => (
          <Text component="li" size="sm" key={text}>
            {text}
          </Text>
        ))}
      </ul>
    </>
  );
}

interface GiveDialogProps {
  one: Ambassador;
  endowment: Endowment;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function GiveDialog({ one, endowment, onDone, onClose }: GiveDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={said.giveTitle(endowment.label)}
      submitLabel={said.give}
      initialValues={{ note: "" }}
      labels={{ note: said.note }}
      send={async ({ note }) => {
        const body = { endowment_id: endowment.id, note: orNull(note) };
        // Refused or not, what may be given has changed.
        await giveEndowment(one.id, body, key.header(body)).finally(onDone);
        toastDone(said.giveDone);
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text>{said.giveText(one.display_name)}</Text>
          <Textarea
            label={said.note}
            description={said.noteHint}
            autosize
            minRows={2}
            maxLength={300}
            {...form.getInputProps("note")}
          />
        </>
      )}
    </FormDialog>
  );
}
