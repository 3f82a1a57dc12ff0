import { Anchor, Badge, Button, Stack, Text } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { EventDialog } from "@/features/events/EventDialog";
import { events } from "@/i18n/fr/events";
import { steering } from "@/i18n/fr/steering";
import { ActionsSection } from "./ActionsSection";
import {
  archiveGroup,
  type Group,
  restoreGroup,
  useGroup,
  useMeetings,
  useRefreshSteering,
} from "./api";
import { GroupDialog } from "./GroupDialog";
import { ObstaclesSection } from "./ObstaclesSection";
import classes from "./steering.module.css";

/** `/pilotage/groupes/{id}`: what a group is for, what feeds it, what it does. */
export function GroupPage() {
  const may = useMay("read_steering");
  const { groupId } = useParams({ from: "/staff/pilotage/groupes/$groupId" });
  const group = useGroup(groupId, may);
  if (!may) return <ForbiddenState />;
  if (group.isError) return <ProblemPage error={group.error} onRetry={() => group.refetch()} />;
  if (group.data === undefined) return <LoadingState />;
  return <Page group={group.data} />;
}

function Page({ group }: { group: Group }) {
  const manages = useMay("manage_steering");
  const refresh = useRefreshSteering();
  const theme = useLabelOf("working_group_themes");
  const [open, setOpen] = useState<"edit" | "archive" | null>(null);
  const archived = group.archived_at !== null;
  const restore = () =>
    restoreGroup(group)
      .then(() => toastDone(steering.saved))
      .catch((error: unknown) => toastProblem(error))
      .then(refresh);
  return (
    <>
      <PageHeader
        title={group.name}
        description={group.mission}
        actions={
          <>
            <ButtonLink to="/pilotage/groupes" variant="default">
              {steering.back}
            </ButtonLink>
            {manages && archived ? (
              <Button onClick={() => void restore()}>{steering.restore}</Button>
            ) : null}
            {manages && !archived ? (
              <>
                <Button variant="default" onClick={() => setOpen("archive")}>
                  {steering.archive}
                </Button>
                <Button onClick={() => setOpen("edit")}>{steering.edit}</Button>
              </>
            ) : null}
          </>
        }
      />
      <Stack gap="lg">
        <Section
          title={steering.members}
          aside={<Badge color="gray">{archived ? steering.archived : theme(group.theme)}</Badge>}
        >
          <Members group={group} />
        </Section>
        <ObstaclesSection group={group} />
        <ActionsSection origin={{ working_group_id: group.id }} closed={archived} />
        <MeetingsSection group={group} />
      </Stack>
      {open === "edit" ? (
        <GroupDialog group={group} onClose={() => setOpen(null)} onSaved={() => void refresh()} />
      ) : null}
      <ConfirmDialog
        opened={open === "archive"}
        title={steering.archiveTitle}
        confirmLabel={steering.archive}
        onConfirm={async () => {
          await archiveGroup(group);
          toastDone(steering.archived);
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        {steering.archiveText}
      </ConfirmDialog>
    </>
  );
}

function Members({ group: { pilot_name, members } }: { group: Group }) {
  return (
    <Stack gap="sm">
      <Text>
        {steering.pilot} : <strong>{pilot_name ?? steering.nobody}</strong>
      </Text>
      {members.length === 0 ? <Text c="dimmed">{steering.noMembers}</Text> : null}
      <ul className={classes.list}>
        {members.map(({ user_id, name, partner_name, email }) => (
          <li key={user_id ?? `${name} ${partner_name} ${email}`}>
            {[name, partner_name].filter(Boolean).join(", ")}
            {email ? (
              <>
                {" · "}
                <Anchor href={`mailto:${email}`}>{email}</Anchor>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function MeetingsSection({ group }: { group: Group }) {
  const manages = useMay("manage_steering");
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const meetings = useMeetings(group.id);
  return (
    <Section
      title={steering.meetings}
      aside={
        manages && group.archived_at === null ? (
          <Button variant="default" onClick={() => setAdding(true)}>
            {steering.addMeeting}
          </Button>
        ) : null
      }
    >
      {meetings.data?.length === 0 ? <Text c="dimmed">{steering.noMeetings}</Text> : null}
      <ul className={classes.list}>
        {meetings.data?.map(({ id, title, first_on, last_on }) => (
          <li key={id}>
            <AnchorLink to="/calendrier/$eventId" params={{ eventId: id }}>
              {title}
            </AnchorLink>
            {" · "}
            {events.shortDates(first_on, last_on)}
          </li>
        ))}
      </ul>
      {adding ? (
        <EventDialog
          event={null}
          start={{
            kind: "sector_meeting",
            title: steering.meetingTitle(group.name),
            working_group_id: group.id,
          }}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/calendrier/$eventId", params: { eventId: id } })
          }
        />
      ) : null}
    </Section>
  );
}
