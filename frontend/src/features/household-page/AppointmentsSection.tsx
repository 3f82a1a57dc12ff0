import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { AnchorLink } from "@/components/links";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Section } from "@/components/Section";
import { useAct } from "@/components/use-act";
import { formatTime, unbroken } from "@/i18n/format";
import { householdPage } from "@/i18n/fr/household-page";
import { type HouseholdAppointment, type HouseholdPage, takeCalendar } from "./api";
import classes from "./household-page.module.css";

/** What the household registered for; nothing to show once the file is closed. */
export function AppointmentsSection({ page, link }: { page: HouseholdPage; link: string }) {
  const { appointments, next_step } = page;
  if (appointments.length === 0 && !page.can_change_wishes) return null;
  return (
    <Section title={householdPage.appointmentsTitle}>
      <Stack>
        {appointments.length === 0 ? (
          <Text>
            {householdPage.noAppointments}{" "}
            <AnchorLink to="/evenements" className="oml-no-print">
              {householdPage.events}
            </AnchorLink>
          </Text>
        ) : (
          <ul className={classes.needs}>
            {appointments.map((one) => (
              <li key={one.path}>
                <Appointment one={one} />
              </li>
            ))}
          </ul>
        )}
        {appointments.length > 0 || next_step !== null ? <TakeCalendar link={link} /> : null}
      </Stack>
    </Section>
  );
}

function Appointment({ one }: { one: HouseholdAppointment }) {
  const hours = one.starts_at && one.ends_at ? [one.starts_at, one.ends_at].map(formatTime) : null;
  const [from, to] = hours ?? [];
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {unbroken(one.title)}
      </Title>
      <Text>
        {householdPage.appointmentOn(one.starts_on, one.ends_on, from && to ? [from, to] : null)}
      </Text>
      {one.place ? <Text>{one.place}</Text> : null}
      {one.is_waiting ? <Text>{householdPage.waiting}</Text> : null}
      <Group gap="md" className="oml-no-print">
        {one.video_url ? (
          <Anchor href={one.video_url} aria-label={householdPage.joinOf(one.title)}>
            {householdPage.join}
          </Anchor>
        ) : null}
        <Anchor href={one.path} aria-label={householdPage.giveUpOf(one.title)}>
          {householdPage.giveUp}
        </Anchor>
      </Group>
    </Stack>
  );
}

function TakeCalendar({ link }: { link: string }) {
  const { pending, problem, done, act } = useAct();
  return (
    <Stack gap="xs" align="flex-start" className="oml-no-print">
      <ProblemAlert problem={problem} />
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        loading={pending !== null}
        onClick={() => void act("take", () => takeCalendar(link), householdPage.calendarTaken)}
      >
        {householdPage.calendar}
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {done || householdPage.calendarHint}
      </Text>
    </Stack>
  );
}
