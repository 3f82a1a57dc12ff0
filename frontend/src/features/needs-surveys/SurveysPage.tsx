import { Button, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import { SURVEYS, type Survey } from "./api";
import { daysText } from "./days";
import { SurveyBadge } from "./SurveyBadge";
import { SurveyDialog } from "./SurveyDialog";

const COLUMNS: Column<Survey>[] = [
  {
    key: "title",
    header: needsSurveys.name,
    render: (survey) => (
      <AnchorLink to="/enquetes/$surveyId" params={{ surveyId: survey.id }}>
        {survey.title}
      </AnchorLink>
    ),
  },
  {
    key: "status",
    header: needsSurveys.status,
    render: (survey) => <SurveyBadge status={survey.status} />,
  },
  { key: "days", header: needsSurveys.days, render: daysText },
  {
    key: "questions",
    header: needsSurveys.questions,
    render: (survey) => needsSurveys.questionCount(survey.questions.length),
  },
];

/** `/enquetes`: the surveys of needs, for the team. */
export function SurveysPage() {
  const may = useMay("follow_needs_surveys");
  const mayManage = useMay("manage_needs_surveys");
  const list = useKeysetList<Survey>(SURVEYS, { count: "exact" }, may);
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  if (!may) return <ForbiddenState />;
  const add = mayManage ? (
    <Button onClick={() => setAdding(true)}>{needsSurveys.add}</Button>
  ) : null;
  return (
    <>
      <PageHeader title={needsSurveys.title} description={needsSurveys.intro} actions={add} />
      <ListFrame
        list={list}
        caption={needsSurveys.title}
        columns={COLUMNS}
        rowKey={(survey) => survey.id}
        filtered={false}
        empty={{ title: needsSurveys.emptyTitle, text: needsSurveys.emptyText, action: add }}
        filters={
          <Stack>
            <Text size="sm" c="dimmed" role="status">
              {list.total === null ? "" : needsSurveys.results(list.total)}
            </Text>
          </Stack>
        }
      />
      {adding ? (
        <SurveyDialog
          survey={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: "/enquetes/$surveyId", params: { surveyId: id } })
          }
        />
      ) : null}
    </>
  );
}
