import { Button, Group, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { employers } from "@/i18n/fr/employers";
import { createMeeting, type Employer, type Meeting, meetingsPath, removeMeeting } from "./api";
import classes from "./employers.module.css";

/** What was said with an employer, the latest first; the employer does not read it. */
export function MeetingsSection({ employer }: { employer: Employer }) {
  const path = meetingsPath(employer.id);
  const list = useKeysetList<Meeting>(path);
  const queries = useQueryClient();
  const kind = useLabelOf("employer_meeting_kinds");
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Meeting | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: [path] });
  const mayWrite = employer.archived_at === null;
  return (
    <Section
      title={employers.meetings}
      aside={
        mayWrite ? (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {employers.addMeeting}
          </Button>
        ) : null
      }
    >
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <Text c="dimmed">{employers.noMeetings}</Text>
      ) : null}
      <ol className={classes.list}>
        {list.items.map((meeting) => (
          <li key={meeting.id}>
            <Stack gap={4}>
              <Group justify="space-between" align="flex-start">
                <Text size="sm" fw={600}>
                  {kind(meeting.kind)}, {formatShortDate(meeting.held_on)}
                </Text>
                {mayWrite && meeting.may_change ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${common.remove} : ${kind(meeting.kind)}, ${formatShortDate(meeting.held_on)}`}
                    onClick={() => setRemoved(meeting)}
                  >
                    {common.remove}
                  </Button>
                ) : null}
              </Group>
              <Text className={classes.said}>{meeting.summary}</Text>
              <Text size="sm" c="dimmed">
                {meeting.author_name}
              </Text>
            </Stack>
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
      {adding ? (
        <MeetingDialog id={employer.id} onClose={() => setAdding(false)} onSaved={refresh} />
      ) : null}
      <ConfirmDialog
        opened={removed !== null}
        danger
        title={employers.removeMeetingTitle}
        confirmLabel={common.remove}
        onConfirm={async () => {
          if (removed) await removeMeeting(employer.id, removed);
          toastDone(employers.meetingRemoved);
          refresh();
        }}
        onClose={() => setRemoved(null)}
      >
        {employers.removeMeetingText}
      </ConfirmDialog>
    </Section>
  );
}

type Values = { kind: string | null; held_on: string | null; summary: string };

const VALIDATE: FormValidateInput<Values> = {
  kind: (kind) => (kind === null ? employers.kindOfMeetingRequired : null),
  summary: (summary) => (summary.trim() === "" ? employers.summaryRequired : null),
};

interface MeetingDialogProps {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}

function MeetingDialog({ id, onClose, onSaved }: MeetingDialogProps) {
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog<Values>
      title={employers.addMeeting}
      initialValues={{ kind: null, held_on: null, summary: "" }}
      validate={VALIDATE}
      labels={{
        kind: employers.meetingKind,
        held_on: employers.heldOn,
        summary: employers.summary,
      }}
      send={async ({ kind, held_on, summary }) => {
        const body = { kind: kind ?? "", summary: summary.trim(), held_on };
        await createMeeting(id, body, key.header(body));
        toastDone(employers.meetingSaved);
        onSaved();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <CodeSelect
              list="employer_meeting_kinds"
              label={employers.meetingKind}
              required
              {...form.getInputProps("kind")}
            />
            <DateField
              label={employers.heldOn}
              maxDate={new Date()}
              {...form.getInputProps("held_on")}
            />
          </SimpleGrid>
          <Textarea
            label={employers.summary}
            required
            autosize
            minRows={4}
            {...form.getInputProps("summary")}
          />
        </>
      )}
    </FormDialog>
  );
}
