import { Button, Grid, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { FormDialog } from "@/components/FormDialog";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { AnonymiseDialog } from "@/features/retention/AnonymiseDialog";
import { anonymiseAmbassador } from "@/features/retention/api";
import { formatPhone } from "@/i18n/format";
import { ambassadors as said } from "@/i18n/fr/ambassadors";
import { auditActors } from "@/i18n/fr/audit-words";
import { retention } from "@/i18n/fr/retention";
import { AmbassadorBadge } from "./AmbassadorBadge";
import { AmbassadorDialog } from "./AmbassadorDialog";
import classes from "./ambassadors.module.css";
import { AMBASSADORS, type Ambassador, moveAmbassador, useAmbassador, useChanges } from "./api";
import { EndowmentsSection } from "./EndowmentsSection";

/** `/reseau-ambassadeurs/{id}`: somebody of the network, where they stand, what they agreed to. */
export function AmbassadorPage() {
  const may = useMay("read_ambassadors");
  const { ambassadorId } = useParams({ from: "/staff/reseau-ambassadeurs/$ambassadorId" });
  const one = useAmbassador(ambassadorId, may);
  if (!may) return <ForbiddenState />;
  if (one.isError) return <ProblemPage error={one.error} onRetry={() => one.refetch()} />;
  if (one.data === undefined) return <LoadingState />;
  return <Page one={one.data} />;
}

function Page({ one }: { one: Ambassador }) {
  const manages = useMay("manage_ambassadors");
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: [AMBASSADORS] });
  const [editing, setEditing] = useState(false);
  const listed = ["applicant", "active", "paused"].includes(one.status);
  return (
    <>
      <PageHeader
        title={one.display_name}
        description={one.active_since ? said.since(one.active_since) : undefined}
        actions={
          manages && listed ? <Button onClick={() => setEditing(true)}>{said.edit}</Button> : null
        }
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Section title={said.facts}>
              <Facts one={one} />
            </Section>
            <EndowmentsSection one={one} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <Standing one={one} onMoved={refresh} />
            <Section title={said.consents}>
              <Rows rows={consentsOf(one)} />
            </Section>
            <History id={one.id} />
          </Stack>
        </Grid.Col>
      </Grid>
      {editing ? (
        <AmbassadorDialog ambassador={one} onClose={() => setEditing(false)} onSaved={refresh} />
      ) : null}
    </>
  );
}

function Rows({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const consentsOf = (one: Ambassador): [string, ReactNode][] => [
  [said.consent, said.version(one.consent_version)],
  [said.image, one.image_right_given_at ? said.given(one.image_right_given_at) : said.no],
  [said.newsletter, one.newsletter ? said.yes : said.no],
];

function Facts({ one }: { one: Ambassador }) {
  const nature = useLabelOf("ambassador_natures");
  const kind = useLabelOf("ambassador_kinds");
  const commitment = useLabelOf("ambassador_commitments");
  const interest = useLabelOf("ambassador_interests");
  const language = useLabelOf("languages");
  const stage = useLabelOf("family_stages");
  return (
    <Rows
      rows={[
        [said.nature, nature(one.nature)],
        [said.contact, one.organisation_name ? `${one.first_name} ${one.last_name}` : null],
        [said.email, one.email],
        [said.phone, one.phone ? formatPhone(one.phone) : null],
        [said.place, one.home ? said.elsewhere(one.home) : one.commune_name],
        [said.origin, one.origin],
        [said.kinds, one.kinds.map(kind).join(", ")],
        [said.commitments, one.commitments.map(commitment).join(", ")],
        [said.capacity, one.sponsoring_capacity || null],
        [said.interests, one.interests.map(interest).join(", ")],
        [said.languages, one.languages.map(language).join(", ")],
        [said.stage, one.family_stage ? stage(one.family_stage) : null],
        [said.portrait, one.portrait],
      ]}
    />
  );
}

const moveLabel = (one: Ambassador, to: string): string =>
  to === "active" && one.status === "paused" ? said.resume : (said.moves[to] ?? to);

function Standing({ one, onMoved }: { one: Ambassador; onMoved: () => Promise<unknown> }) {
  const [refusing, setRefusing] = useState(false);
  const [erasing, setErasing] = useState(false);
  const manages = useMay("manage_ambassadors");
  const [pending, setPending] = useState<string | null>(null);
  const move = async (to: string) => {
    setPending(to);
    await moveAmbassador(one, to, null)
      .then(() => toastDone(said.moved))
      .catch((error: unknown) => toastProblem(error));
    await onMoved();
    setPending(null);
  };
  return (
    <Section title={said.standing} aside={<AmbassadorBadge status={one.status} />}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{said.stateSince(one.status_since)}</Text>
        {one.status_reason ? <Text size="sm">{said.because(one.status_reason)}</Text> : null}
        {one.allowed.map((to) => (
          <Button
            key={to}
            variant={to === "active" ? "filled" : "default"}
            loading={pending === to}
            onClick={() => (to === "refused" ? setRefusing(true) : void move(to))}
          >
            {moveLabel(one, to)}
          </Button>
        ))}
        {manages && ["retired", "refused"].includes(one.status) ? (
          <Button variant="default" color="red" onClick={() => setErasing(true)}>
            {retention.anonymise}
          </Button>
        ) : null}
      </Stack>
      {erasing ? (
        <AnonymiseDialog
          title={retention.ambassadorTitle(`${one.first_name} ${one.last_name}`)}
          text={one.last_name}
          send={async (body) => {
            await anonymiseAmbassador(one.id, body);
            toastDone(retention.ambassadorDone);
            await onMoved();
            return true;
          }}
          onClose={() => setErasing(false)}
        />
      ) : null}
      {refusing ? (
        <FormDialog
          title={said.moves.refused ?? ""}
          submitLabel={said.moves.refused}
          danger
          initialValues={{ reason: "" }}
          labels={{ reason: said.reason }}
          validate={{ reason: (reason) => (reason.trim() === "" ? said.reasonRequired : null) }}
          send={async ({ reason }) => {
            await moveAmbassador(one, "refused", reason.trim());
            toastDone(said.moved);
            await onMoved();
            return true;
          }}
          onClose={() => setRefusing(false)}
        >
          {(form) => (
            <Textarea
              label={said.reason}
              description={said.reasonHint}
              required
              autosize
              minRows={2}
              {...form.getInputProps("reason")}
            />
          )}
        </FormDialog>
      ) : null}
    </Section>
  );
}

/** Who did it: a person, or what acts when no person does. */
const actorOf = (name: string): string => auditActors[name] ?? name;

function History({ id }: { id: string }) {
  const label = useLabelOf("ambassador_statuses");
  const changes = useChanges(id);
  return (
    <Section title={said.history}>
      <ul className={classes.list}>
        {(changes.data ?? []).map((change) => (
          <li key={`${change.on} ${change.from} ${change.to}`}>
            <Text size="sm">
              {said.step(label(change.to), change.on, actorOf(change.actor_name))}
            </Text>
            {change.reason ? (
              <Text size="sm" c="dimmed">
                {change.reason}
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
