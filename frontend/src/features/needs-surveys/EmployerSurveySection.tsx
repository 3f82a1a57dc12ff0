import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { ButtonLink } from "@/components/links";
import { Section } from "@/components/Section";
import { formatShortDate } from "@/i18n/format";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import { answerPath, readAnswer, SURVEYS, type Survey } from "./api";
import classes from "./needs-surveys.module.css";

interface EmployerSurveySectionProps {
  employer: { id: string; membership_status: string | null };
}

/** The surveys that a member may answer today, on its page; nothing when there is none. */
export function EmployerSurveySection({ employer }: EmployerSurveySectionProps) {
  const may = useMay("answer_needs_surveys") && employer.membership_status === "active";
  const list = useKeysetList<Survey>(SURVEYS, { status: "open" }, may);
  const open = list.items.filter((survey) => survey.takes_answers);
  if (!may || open.length === 0) return null;
  return (
    <Section title={needsSurveys.sectionTitle}>
      <ul className={classes.list}>
        {open.map((survey) => (
          <li key={survey.id}>
            <OneSurvey survey={survey} employerId={employer.id} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OneSurvey({ survey, employerId }: { survey: Survey; employerId: string }) {
  const answer = useQuery({
    queryKey: [answerPath(survey.id, employerId), "state"],
    queryFn: () => readAnswer(survey.id, employerId),
  }).data;
  const verb = answer?.submitted
    ? needsSurveys.sectionChange
    : (answer?.version ?? null) === null
      ? needsSurveys.answer
      : needsSurveys.resume;
  return (
    <Stack gap="xs">
      <Text fw={600}>{survey.title}</Text>
      {survey.closes_on ? (
        <Text size="sm" c="dimmed">
          {needsSurveys.until(formatShortDate(survey.closes_on))}
        </Text>
      ) : null}
      {answer?.submitted ? <Text size="sm">{needsSurveys.sectionDone}</Text> : null}
      <Group>
        <ButtonLink
          to="/enquetes/$surveyId/reponses/$employerId"
          params={{ surveyId: survey.id, employerId }}
          variant={answer?.submitted ? "default" : "filled"}
          aria-label={`${verb} : ${survey.title}`}
        >
          {verb}
        </ButtonLink>
      </Group>
    </Stack>
  );
}
