import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { asProblem } from "@/api/problem";
import { useMay } from "@/api/use-session";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastRefusal } from "@/components/toasts";
import { formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import {
  type Answer,
  type AnswerValue,
  answerPath,
  putAnswer,
  readAnswer,
  readSurvey,
  SURVEYS,
  type Survey,
} from "./api";
import classes from "./needs-surveys.module.css";
import { QuestionField } from "./QuestionField";
import { given, missing } from "./values";

/** `/enquetes/{id}/reponses/{employer}`: the form of an employer, filled by itself or by the team. */
export function AnswerPage() {
  const may = useMay("answer_needs_surveys");
  const { surveyId, employerId } = useParams({
    from: "/staff/enquetes/$surveyId/reponses/$employerId",
  });
  const survey = useQuery({
    queryKey: [SURVEYS, surveyId],
    enabled: may,
    queryFn: () => readSurvey(surveyId),
  });
  const answer = useQuery({
    queryKey: [answerPath(surveyId, employerId)],
    enabled: may,
    // A form being filled is not replaced under the fingers.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
    queryFn: () => readAnswer(surveyId, employerId),
  });
  if (!may) return <ForbiddenState />;
  const failed = survey.error ?? answer.error;
  if (failed) return <ProblemPage error={failed} onRetry={() => void survey.refetch()} />;
  if (survey.data === undefined || answer.data === undefined || answer.isFetching) {
    return <LoadingState />;
  }
  return <Form survey={survey.data} answer={answer.data} />;
}

type Values = { answers: Record<string, AnswerValue> };

function Form({ survey, answer }: { survey: Survey; answer: Answer }) {
  // A draft may be incomplete.
  const complete = useRef(false);
  const form = useForm<Values>({
    initialValues: { answers: answer.answers },
    validate: ({ answers }) => {
      const absent = complete.current ? missing(survey.questions, answers) : [];
      return Object.fromEntries(absent.map((id) => [`answers.${id}`, common.required]));
    },
  });
  const save = useSave(survey, answer);
  const submit = useFormSubmit(form, async ({ answers }) => {
    await save(answers, true);
    toastDone(needsSurveys.sent);
  });
  const keep = useFormSubmit(form, async ({ answers }) => {
    await save(answers, false);
    toastDone(needsSurveys.draftSaved);
  });
  const keepDraft = () => {
    complete.current = false;
    submit.clear();
    keep.onSubmit();
  };
  const labels = Object.fromEntries(
    survey.questions.map((one) => [`answers.${one.id}`, one.label]),
  );
  const shown = keep.problem === null ? submit : keep;
  return (
    <>
      <PageHeader
        title={survey.title}
        description={needsSurveys.answerTitle(answer.employer_name)}
        actions={
          <ButtonLink
            variant="default"
            to="/employeurs/$employerId"
            params={{ employerId: answer.employer_id }}
          >
            {needsSurveys.back}
          </ButtonLink>
        }
      />
      <Stack gap="lg" maw="46rem">
        <Notice survey={survey} answer={answer} />
        {survey.introduction ? <Text className={classes.said}>{survey.introduction}</Text> : null}
        <form
          noValidate
          onSubmit={(event) => {
            complete.current = true;
            keep.clear();
            submit.onSubmit(event);
          }}
        >
          <Stack gap="lg">
            <FormProblems submit={shown} errors={form.errors} labels={labels} />
            {survey.takes_answers ? <Text size="sm">{common.requiredNote}</Text> : null}
            {survey.questions.map((question) => (
              <QuestionField
                key={question.id}
                question={question}
                labels={answer.occupation_labels}
                readOnly={!survey.takes_answers}
                value={form.values.answers[question.id] ?? {}}
                error={form.errors[`answers.${question.id}`]}
                path={`answers.${question.id}`}
                onChange={(value) => form.setFieldValue(`answers.${question.id}`, value)}
              />
            ))}
            {survey.takes_answers ? (
              <Group justify="flex-end" className="oml-no-print">
                <Button variant="default" loading={keep.pending} onClick={keepDraft}>
                  {needsSurveys.saveDraft}
                </Button>
                <Button type="submit" loading={submit.pending}>
                  {needsSurveys.send}
                </Button>
              </Group>
            ) : null}
          </Stack>
        </form>
      </Stack>
    </>
  );
}

function Notice({ survey, answer }: { survey: Survey; answer: Answer }) {
  if (!survey.takes_answers) return <Alert color="gray">{needsSurveys.notOpenNotice}</Alert>;
  if (answer.submitted) return <Alert color="valley">{needsSurveys.sentNotice}</Alert>;
  if (answer.version !== null) return <Alert color="ochre">{needsSurveys.draftNotice}</Alert>;
  return survey.closes_on ? (
    <Text size="sm" c="dimmed">
      {needsSurveys.until(formatShortDate(survey.closes_on))}
    </Text>
  ) : null;
}

/** Keeps the answers under the version that was read, and shows the page as it is from then on. */
function useSave(survey: Survey, answer: Answer) {
  const queries = useQueryClient();
  const path = answerPath(survey.id, answer.employer_id);
  return async (answers: Record<string, AnswerValue>, submitted: boolean) => {
    const { employer_id, version } = answer;
    try {
      const body = { answers: given(answers), submitted };
      const saved = await putAnswer(survey.id, employer_id, version, body);
      queries.setQueryData([path], saved);
    } catch (error) {
      if (asProblem(error).status === 412) toastRefusal(needsSurveys.changedMeanwhile);
      throw error;
    }
    await queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        // This page was just given the answer itself.
        !(queryKey.length === 1 && queryKey[0] === path) &&
        String(queryKey[0]).startsWith(`${SURVEYS}/${survey.id}`),
    });
  };
}
