import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { call } from "@/api/transport";
import { useMay } from "@/api/use-session";
import { Disclosure } from "@/components/Disclosure";
import { FormDialog } from "@/components/FormDialog";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { employers } from "@/i18n/fr/employers";
import { type Employer, type Membership, membershipPath, moveMembership } from "./api";
import classes from "./employers.module.css";
import { MembershipBadge } from "./MembershipBadge";

interface MembershipSectionProps {
  employer: Employer;
  onMoved: () => Promise<void>;
}

/** Where the membership stands, what may be decided, and what was. */
export function MembershipSection({ employer, onMoved }: MembershipSectionProps) {
  const mayWrite = useMay("write_employers") && employer.archived_at === null;
  const [moving, setMoving] = useState<string | null>(null);
  const path = membershipPath(employer.id);
  const membership = useQuery({
    queryKey: [path],
    queryFn: () => call<Membership>("GET", path),
  });
  const now = membership.data;
  return (
    <Section
      title={employers.membership}
      aside={<MembershipBadge status={employer.membership_status} />}
    >
      {membership.isPending ? <LoadingState lines={2} /> : null}
      {membership.isError ? (
        <ErrorState error={membership.error} onRetry={() => membership.refetch()} />
      ) : null}
      {now ? (
        <Stack gap="sm">
          <Standing membership={now} />
          {mayWrite && now.allowed.length > 0 ? (
            <Group gap="sm">
              {now.allowed.map((to) => (
                <Button
                  key={to}
                  variant={to === "active" || to === "requested" ? "filled" : "default"}
                  onClick={() => setMoving(to)}
                >
                  {nameOfMove(now.status, to)}
                </Button>
              ))}
            </Group>
          ) : null}
          {now.history.length > 0 ? <History membership={now} /> : null}
        </Stack>
      ) : null}
      {moving !== null && now ? (
        <MoveDialog
          id={employer.id}
          to={moving}
          title={nameOfMove(now.status, moving)}
          onClose={() => setMoving(null)}
          onMoved={onMoved}
        />
      ) : null}
    </Section>
  );
}

const nameOfMove = (from: string | null, to: string): string =>
  from === "suspended" && to === "active" ? employers.resume : (employers.moves[to] ?? to);

function Standing({ membership }: { membership: Membership }) {
  const { status, since, charter_version, charter_accepted_by, charter_accepted_at } = membership;
  if (status === null) return <Text c="dimmed">{employers.notAskedText}</Text>;
  return (
    <Stack gap={4}>
      {since ? <Text size="sm">{employers.since(formatShortDate(since))}</Text> : null}
      {charter_version && charter_accepted_by && charter_accepted_at ? (
        <Text size="sm" c="dimmed">
          {employers.charter(
            charter_version,
            charter_accepted_by,
            formatShortDate(charter_accepted_at),
          )}
        </Text>
      ) : null}
      {status === "requested" ? <Text size="sm">{employers.waiting}</Text> : null}
    </Stack>
  );
}

function History({ membership }: { membership: Membership }) {
  const label = useLabelOf("membership_statuses");
  return (
    <Disclosure label={employers.history}>
      <ol className={classes.list}>
        {membership.history.map((line) => (
          <li key={line.recorded_at}>
            <Text size="sm">
              {employers.historyLine(formatShortDate(line.recorded_at), label(line.to))}
              {line.actor_name ? ` ${employers.by(line.actor_name)}` : ""}
            </Text>
            {line.reason ? (
              <Text size="sm" c="dimmed" className={classes.said}>
                {line.reason}
              </Text>
            ) : null}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** States that an employer is owed a reason for. */
const EXPLAINED = ["refused", "suspended", "terminated"];

interface MoveDialogProps {
  id: string;
  to: string;
  title: string;
  onClose: () => void;
  onMoved: () => Promise<void>;
}

function MoveDialog({ id, to, title, onClose, onMoved }: MoveDialogProps) {
  const explained = EXPLAINED.includes(to);
  return (
    <FormDialog
      title={title}
      submitLabel={title}
      danger={explained}
      initialValues={{ reason: "", charter_accepted_by: "" }}
      labels={{ reason: employers.reason, charter_accepted_by: employers.acceptedBy }}
      validate={{
        reason: (reason) => (explained && reason.trim() === "" ? employers.reasonRequired : null),
        charter_accepted_by: (who) =>
          to === "requested" && who.trim() === "" ? employers.acceptedByRequired : null,
      }}
      send={async ({ reason, charter_accepted_by: who }) => {
        const accepted = to === "requested" ? { charter_accepted_by: who.trim() } : {};
        const why = reason.trim() === "" ? {} : { reason: reason.trim() };
        await moveMembership(id, { to, ...why, ...accepted });
        toastDone(employers.moved);
        await onMoved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) =>
        to === "requested" ? (
          <TextInput
            label={employers.acceptedBy}
            description={employers.acceptedByHint}
            required
            {...form.getInputProps("charter_accepted_by")}
          />
        ) : (
          <Textarea
            label={employers.reason}
            description={employers.reasonHint}
            required={explained}
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
        )
      }
    </FormDialog>
  );
}
