import { Grid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useKeysetList } from "@/api/pages";
import { call } from "@/api/transport";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatShortDate } from "@/i18n/format";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import { type Answer, type Summary, type Survey, surveyPath } from "./api";
import classes from "./needs-surveys.module.css";
import { QuestionResult } from "./QuestionResult";

/** What was answered to a survey: all together, by whom, and who is still awaited. */
export function SurveyResults({ survey }: { survey: Survey }) {
  const path = `${surveyPath(survey.id)}/summary`;
  const summary = useQuery({ queryKey: [path], queryFn: () => call<Summary>("GET", path) });
  if (summary.isError) {
    return <ErrorState error={summary.error} onRetry={() => summary.refetch()} />;
  }
  if (summary.data === undefined) return <LoadingState />;
  const told = summary.data;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Section title={needsSurveys.overview}>
          <Stack gap="xl">
            {told.questions.map((one, place) => (
              <QuestionResult key={one.question.id} result={one} position={place + 1} />
            ))}
          </Stack>
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Section title={needsSurveys.participation}>
            <Text>{needsSurveys.participationText(told.submitted, told.invited)}</Text>
            {told.started > 0 ? <Text>{needsSurveys.startedText(told.started)}</Text> : null}
          </Section>
          <Received survey={survey} />
          <Awaited survey={survey} summary={told} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Received({ survey }: { survey: Survey }) {
  const list = useKeysetList<Answer>(`${surveyPath(survey.id)}/answers`, { submitted: true });
  return (
    <Section title={needsSurveys.answered}>
      {list.isPending ? <LoadingState lines={2} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <Text c="dimmed">{needsSurveys.nobody}</Text>
      ) : null}
      <ul className={classes.list}>
        {list.items.map((answer) => (
          <li key={answer.employer_id}>
            <AnchorLink
              to="/enquetes/$surveyId/reponses/$employerId"
              params={{ surveyId: survey.id, employerId: answer.employer_id }}
              aria-label={needsSurveys.seeOf(answer.employer_name)}
            >
              {answer.employer_name}
            </AnchorLink>
            {answer.submitted_at ? (
              <Text size="sm" c="dimmed">
                {needsSurveys.answeredOn(
                  formatShortDate(answer.submitted_at),
                  answer.entered_by_name ?? "",
                )}
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </Section>
  );
}

function Awaited({ survey, summary }: { survey: Survey; summary: Summary }) {
  return (
    <Section title={needsSurveys.awaited}>
      {summary.awaited.length === 0 ? <Text c="dimmed">{needsSurveys.everybody}</Text> : null}
      <ul className={classes.list}>
        {summary.awaited.map((one) => (
          <li key={one.employer_id}>
            {survey.takes_answers ? (
              <AnchorLink
                to="/enquetes/$surveyId/reponses/$employerId"
                params={{ surveyId: survey.id, employerId: one.employer_id }}
                aria-label={needsSurveys.enterFor(one.employer_name)}
              >
                {one.employer_name}
              </AnchorLink>
            ) : (
              <Text>{one.employer_name}</Text>
            )}
            <Text size="sm" c="dimmed">
              {one.started ? needsSurveys.started : needsSurveys.notStarted}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
