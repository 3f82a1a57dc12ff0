import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone, toastProblem } from "@/components/toasts";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import {
  duplicateSurvey,
  exportAnswers,
  moveSurvey,
  readSurvey,
  removeSurvey,
  SURVEYS,
  type Survey,
} from "./api";
import { daysText } from "./days";
import classes from "./needs-surveys.module.css";
import { QuestionsEditor } from "./QuestionsEditor";
import { SurveyBadge } from "./SurveyBadge";
import { SurveyDialog } from "./SurveyDialog";
import { SurveyResults } from "./SurveyResults";

/** `/enquetes/{id}`: a survey being prepared, or what was answered to it. */
export function SurveyPage() {
  const may = useMay("follow_needs_surveys");
  const { surveyId } = useParams({ from: "/staff/enquetes/$surveyId" });
  const survey = useQuery({
    queryKey: [SURVEYS, surveyId],
    enabled: may,
    queryFn: () => readSurvey(surveyId),
  });
  if (!may) return <ForbiddenState />;
  if (survey.isError) return <ProblemPage error={survey.error} onRetry={() => survey.refetch()} />;
  if (survey.data === undefined) return <LoadingState />;
  return <Page survey={survey.data} />;
}

/** What is open above the page. */
type Open = "edit" | "open" | "close" | "remove" | null;

function Page({ survey }: { survey: Survey }) {
  const mayManage = useMay("manage_needs_surveys");
  const [open, setOpen] = useState<Open>(null);
  const keep = useKeep();
  const isDraft = survey.status === "draft";
  return (
    <>
      <PageHeader
        title={survey.title}
        actions={<Actions survey={survey} mayManage={mayManage} onOpen={setOpen} />}
      />
      <Stack gap="lg">
        <Group gap="sm">
          <SurveyBadge status={survey.status} />
          <Text size="sm" c="dimmed">
            {daysText(survey)}
          </Text>
        </Group>
        {survey.introduction ? <Text className={classes.said}>{survey.introduction}</Text> : null}
        {isDraft ? (
          <QuestionsEditor survey={survey} mayWrite={mayManage} onSaved={keep} />
        ) : (
          <SurveyResults survey={survey} />
        )}
      </Stack>
      {open === "edit" ? (
        <SurveyDialog survey={survey} onClose={() => setOpen(null)} onSaved={keep} />
      ) : null}
      <Decisions survey={survey} open={open} onClose={() => setOpen(null)} onSaved={keep} />
    </>
  );
}

/** Shows a survey as the server answered it, and reads again what was told of it. */
function useKeep() {
  const queries = useQueryClient();
  return (survey: Survey) => {
    queries.setQueryData([SURVEYS, survey.id], survey);
    void queries.invalidateQueries({ queryKey: [SURVEYS, "list"] });
  };
}

interface ActionsProps {
  survey: Survey;
  mayManage: boolean;
  onOpen: (open: Open) => void;
}

function Actions({ survey, mayManage, onOpen }: ActionsProps) {
  const navigate = useNavigate();
  const { status } = survey;
  const take = (profile: string) =>
    void exportAnswers(survey, profile).catch((error: unknown) => toastProblem(error));
  const copy = () =>
    duplicateSurvey(survey)
      .then(({ id }) => {
        toastDone(needsSurveys.duplicated);
        return navigate({ to: "/enquetes/$surveyId", params: { surveyId: id } });
      })
      .catch((error: unknown) => toastProblem(error));
  return (
    <>
      {status === "draft" ? null : (
        <>
          <Button variant="default" onClick={() => globalThis.print()}>
            {needsSurveys.print}
          </Button>
          <Button variant="default" onClick={() => take("excel-fr")}>
            {needsSurveys.exportExcel}
          </Button>
          <Button variant="default" onClick={() => take("rfc4180")}>
            {needsSurveys.exportCsv}
          </Button>
        </>
      )}
      {mayManage ? (
        <>
          <Button variant="default" onClick={() => void copy()}>
            {needsSurveys.duplicate}
          </Button>
          {status === "draft" ? (
            <Button variant="default" onClick={() => onOpen("remove")}>
              {needsSurveys.remove}
            </Button>
          ) : null}
          {status === "closed" ? null : (
            <Button variant="default" onClick={() => onOpen("edit")}>
              {needsSurveys.edit}
            </Button>
          )}
          {status === "draft" ? (
            <Button disabled={survey.questions.length === 0} onClick={() => onOpen("open")}>
              {needsSurveys.open}
            </Button>
          ) : null}
          {status === "open" ? (
            <Button onClick={() => onOpen("close")}>{needsSurveys.close}</Button>
          ) : null}
        </>
      ) : null}
    </>
  );
}

interface DecisionsProps {
  survey: Survey;
  open: Open;
  onClose: () => void;
  onSaved: (survey: Survey) => void;
}

/** What is asked before it is done. */
function Decisions({ survey, open, onClose, onSaved }: DecisionsProps) {
  const navigate = useNavigate();
  const move = async (to: string, said: string) => {
    const saved = await moveSurvey(survey, to);
    toastDone(said);
    onSaved(saved);
  };
  const remove = async () => {
    await removeSurvey(survey);
    toastDone(needsSurveys.removed);
    await navigate({ to: "/enquetes" });
  };
  return (
    <>
      <ConfirmDialog
        opened={open === "open"}
        title={needsSurveys.openTitle}
        confirmLabel={needsSurveys.open}
        onConfirm={() => move("open", needsSurveys.opened)}
        onClose={onClose}
      >
        {needsSurveys.openText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === "close"}
        title={needsSurveys.closeTitle}
        confirmLabel={needsSurveys.close}
        danger
        onConfirm={() => move("closed", needsSurveys.closed)}
        onClose={onClose}
      >
        {needsSurveys.closeText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === "remove"}
        title={needsSurveys.removeTitle}
        confirmLabel={needsSurveys.remove}
        danger
        onConfirm={remove}
        onClose={onClose}
      >
        {needsSurveys.removeText}
      </ConfirmDialog>
    </>
  );
}
