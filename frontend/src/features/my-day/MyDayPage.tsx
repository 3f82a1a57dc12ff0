import { Alert, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useCurrentUser, useMay } from "@/api/use-session";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { formatWeekday } from "@/i18n/deadline";
import { formatInteger } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import { useMyDay } from "./api";
import { DAY_PARTS, daySentence } from "./day";
import classes from "./day.module.css";
import { CallsSection, OverdueSection, WaitingSection } from "./FilesSections";
import { MentionsSection } from "./MentionsSection";
import { ProposalsSection } from "./ProposalsSection";
import { SteeringSection } from "./SteeringSection";
import { TasksSection } from "./TasksSection";
import type { DayCounts, MyDay } from "./types";

/** `/ma-journee`: what one person has to do today, the most pressing first. */
export function MyDayPage() {
  const may = useMay("read_prospects");
  const user = useCurrentUser();
  const day = useMyDay();
  if (!may || user === null) return <ForbiddenState />;
  if (day.isError && day.data === undefined) {
    return <ProblemPage error={day.error} onRetry={() => day.refetch()} />;
  }
  return (
    <>
      <PageHeader
        title={myDay.title}
        description={
          day.data ? myDay.greeting(user.first_name, formatWeekday(day.data.today)) : undefined
        }
      />
      {day.data ? <Day day={day.data} /> : <LoadingState lines={8} />}
    </>
  );
}

function Day({ day }: { day: MyDay }) {
  const { counts } = day;
  return (
    <>
      <Summary counts={counts} />
      {counts.pool > 0 ? <Pool count={counts.pool} /> : null}
      <div className={classes.grid}>
        <Stack gap="lg">
          <ProposalsSection items={day.to_accept} count={counts.to_accept} />
          <CallsSection items={day.to_call} count={counts.to_call} />
          <OverdueSection items={day.overdue} count={counts.overdue} />
        </Stack>
        <Stack gap="lg">
          <TasksSection items={day.tasks} count={counts.tasks} />
          <SteeringSection items={day.actions} count={counts.actions} />
          <MentionsSection items={day.mentions} count={counts.mentions} />
          <WaitingSection items={day.waiting} count={counts.waiting} />
        </Stack>
      </div>
    </>
  );
}

/** The day in one sentence for readers, in figures for eyes; a quiet day says so to both. */
function Summary({ counts }: { counts: DayCounts }) {
  const quiet = DAY_PARTS.every(({ name }) => counts[name] === 0);
  const sentence = <span role="status">{daySentence(counts)}</span>;
  return quiet ? (
    <Text size="lg" mb="lg">
      {sentence}
    </Text>
  ) : (
    <>
      <VisuallyHidden>{sentence}</VisuallyHidden>
      <Tiles counts={counts} />
    </>
  );
}

/** Each figure leads to its list. */
function Tiles({ counts }: { counts: DayCounts }) {
  return (
    <nav aria-label={myDay.summary} className={classes.tiles}>
      {DAY_PARTS.map(({ name, id }) => (
        <AnchorLink
          key={name}
          to="."
          hash={id}
          replace
          underline="never"
          className={classes.tile}
          data-empty={counts[name] === 0 || undefined}
          data-late={(name === "overdue" && counts[name] > 0) || undefined}
        >
          <span className={classes.figure}>{formatInteger(counts[name])}</span>
          <span>{myDay.tiles[name](counts[name])}</span>
        </AnchorLink>
      ))}
    </nav>
  );
}

/** For those who run the programme: files that nobody could be asked to take. */
function Pool({ count }: { count: number }) {
  return (
    <Alert color="ochre" mb="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{myDay.pool(count)}</Text>
        <ButtonLink to="/supervision" hash="vivier" variant="default" size="compact-sm">
          {myDay.openPool}
        </ButtonLink>
      </Group>
    </Alert>
  );
}
