import {
  Badge,
  Button,
  Group,
  MultiSelect,
  Paper,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { SubmitKey } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { CodeMultiSelect } from "@/components/CodeSelect";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { toastDone, toastProblem } from "@/components/toasts";
import { today } from "@/i18n/format";
import { ambassadors, publicAmbassadors, invitations as said } from "@/i18n/fr/ambassadors";
import classes from "./ambassadors.module.css";

type Invitation = Schema<"AmbassadorInvitation">;

const INVITATIONS = "/ambassador-invitations";

/** `/reseau-ambassadeurs/invitations`: who is invited to what, and what they chose. */
export function InvitationsPage() {
  const may = useMay("manage_ambassadors");
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [sending, setSending] = useState<Invitation | null>(null);
  const list = useKeysetList<Invitation>(INVITATIONS, {}, may);
  if (!may) return <ForbiddenState />;
  const refresh = () => queries.invalidateQueries({ queryKey: [INVITATIONS] });
  const add = <Button onClick={() => setAdding(true)}>{said.add}</Button>;
  return (
    <>
      <PageHeader
        title={said.title}
        description={said.intro}
        actions={
          <>
            <ButtonLink to="/reseau-ambassadeurs" variant="default">
              {said.back}
            </ButtonLink>
            {add}
          </>
        }
      />
      {list.isPending ? <LoadingState lines={6} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && list.items.length === 0 ? (
        <EmptyState title={said.none} action={add}>
          {said.noneText}
        </EmptyState>
      ) : null}
      <Stack component="ul" className={classes.list}>
        {list.items.map((one) => (
          <Card key={one.id} one={one} onSend={() => setSending(one)} />
        ))}
      </Stack>
      {list.hasNextPage ? (
        <Button mt="md" variant="default" onClick={() => void list.fetchNextPage()}>
          {said.more}
        </Button>
      ) : null}
      {adding ? <AddDialog onSaved={refresh} onClose={() => setAdding(false)} /> : null}
      <ConfirmDialog
        opened={sending !== null}
        title={said.sendTitle}
        confirmLabel={said.send}
        onConfirm={async () => {
          const path = `${INVITATIONS}/${sending?.id}/transitions`;
          await call("POST", path, { body: { to: "sent" } })
            .then(() => toastDone(said.done))
            .catch((error: unknown) => toastProblem(error));
          await refresh();
        }}
        onClose={() => setSending(null)}
      >
        {said.sendText}
      </ConfirmDialog>
    </>
  );
}

function Card({ one, onSend }: { one: Invitation; onSend: () => void }) {
  const isSent = one.status === "sent";
  const figures = isSent
    ? [said.invited(one.invited), said.waiting(one.waiting), said.declined(one.declined)]
    : [said.wouldInvite(one.invited)];
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <Title order={2} size="h4">
          {one.title}
        </Title>
        <Badge color={isSent ? "valley" : "gray"}>{isSent ? said.sent : said.draft}</Badge>
      </Group>
      {one.message ? <Text>{one.message}</Text> : null}
      <ul className={classes.choices}>
        {one.choices.map((choice) => (
          <li key={choice.event_id}>
            {said.choice(
              choice.title,
              publicAmbassadors.when(choice.first_on, choice.last_on),
              choice.chosen ?? 0,
            )}
          </li>
        ))}
      </ul>
      <Text size="sm">{figures.join(", ")}</Text>
      <Text size="sm" c="dimmed">
        {said.until(one.answer_by)}
      </Text>
      {isSent ? null : (
        <Button mt="sm" aria-label={said.sendOf(one.title)} onClick={onSend}>
          {said.send}
        </Button>
      )}
    </Paper>
  );
}

const LABELS = {
  title: said.name,
  message: said.message,
  events: said.events,
  answer_by: said.answerBy,
};

const AUDIENCE = [
  ["kinds", "ambassador_kinds", ambassadors.kind],
  ["commitments", "ambassador_commitments", ambassadors.commitment],
  ["interests", "ambassador_interests", ambassadors.interest],
  ["languages", "languages", ambassadors.language],
] as const;

/** The published events that take a number of people. */
function useOpenEvents() {
  return useQuery({
    queryKey: ["/events", "open"],
    queryFn: async ({ signal }) => {
      const query = { status: "published", from: today(), limit: 200 };
      const { items } = await call<Schema<"EventPage">>("GET", "/events", { query, signal });
      return items.filter(({ capacity }) => capacity !== null);
    },
  });
}

function AddDialog(props: { onSaved: () => Promise<unknown>; onClose: () => void }) {
  const [key] = useState(() => new SubmitKey());
  const events = useOpenEvents();
  return (
    <FormDialog
      title={said.add}
      size="xl"
      labels={LABELS}
      initialValues={{
        title: "",
        message: "",
        answer_by: null as string | null,
        events: [] as string[],
        audience: {
          kinds: [] as string[],
          commitments: [] as string[],
          interests: [] as string[],
          languages: [] as string[],
          territories: [] as string[],
        },
      }}
      validate={{
        title: (title) => (title.trim() === "" ? said.required : null),
        answer_by: (day) => (day === null ? said.required : null),
        events: (chosen) => (chosen.length === 0 ? said.required : null),
      }}
      onClose={props.onClose}
      send={async (values) => {
        const body = { ...values, title: values.title.trim(), message: orNull(values.message) };
        await call("POST", INVITATIONS, { body, headers: key.header(body) });
        toastDone(said.saved);
        await props.onSaved();
        return true;
      }}
    >
      {(form) => (
        <>
          <TextInput label={said.name} required maxLength={150} {...form.getInputProps("title")} />
          <Textarea label={said.message} autosize minRows={2} {...form.getInputProps("message")} />
          <MultiSelect
            label={said.events}
            description={said.eventsHint}
            required
            searchable
            hidePickedOptions
            data={(events.data ?? []).map((event) => ({
              value: event.id,
              label: `${event.title}, ${publicAmbassadors.when(event.first_on, event.last_on)}`,
            }))}
            {...form.getInputProps("events")}
          />
          <DateField
            label={said.answerBy}
            required
            minDate={today()}
            {...form.getInputProps("answer_by")}
          />
          <Text fw={600}>{said.audience}</Text>
          <Text size="sm" c="dimmed">
            {said.audienceHint}
          </Text>
          {AUDIENCE.map(([name, list, label]) => (
            <CodeMultiSelect
              key={name}
              list={list}
              label={label}
              {...form.getInputProps(`audience.${name}`)}
            />
          ))}
          <TerritoryMultiSelect
            kinds={["epci", "commune"]}
            label={ambassadors.territory}
            {...form.getInputProps("audience.territories")}
          />
        </>
      )}
    </FormDialog>
  );
}
