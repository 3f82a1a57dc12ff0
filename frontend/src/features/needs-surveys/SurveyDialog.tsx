import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import { createSurvey, type Survey, updateSurvey } from "./api";

type Values = {
  title: string;
  introduction: string;
  opens_on: string | null;
  closes_on: string | null;
};

interface SurveyDialogProps {
  /** The survey to change; null prepares one. */
  survey: Survey | null;
  onClose: () => void;
  onSaved: (survey: Survey) => void;
}

/** What a survey is called, what it is for, when it is answered. */
export function SurveyDialog({ survey, onClose, onSaved }: SurveyDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const isDraft = survey === null || survey.status === "draft";
  const send = async ({ title, introduction, opens_on, closes_on }: Values) => {
    const days = isDraft ? { opens_on, closes_on } : { closes_on };
    const body = { title: title.trim(), introduction: introduction.trim() || null, ...days };
    const saved = survey
      ? await updateSurvey(survey, body)
      : await createSurvey({ ...body, questions: [] }, key.header(body));
    toastDone(survey ? needsSurveys.saved : needsSurveys.created);
    onSaved(saved);
    return true;
  };
  return (
    <FormDialog<Values>
      title={survey ? needsSurveys.editTitle : needsSurveys.addTitle}
      initialValues={{
        title: survey?.title ?? "",
        introduction: survey?.introduction ?? "",
        opens_on: survey?.opens_on ?? null,
        closes_on: survey?.closes_on ?? null,
      }}
      validate={{
        title: (title) => (title.trim() === "" ? needsSurveys.titleRequired : null),
      }}
      labels={{
        title: needsSurveys.surveyTitle,
        introduction: needsSurveys.introduction,
        opens_on: needsSurveys.opensOn,
        closes_on: needsSurveys.closesOn,
      }}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput label={needsSurveys.surveyTitle} required {...form.getInputProps("title")} />
          <Textarea
            label={needsSurveys.introduction}
            description={needsSurveys.introductionHint}
            autosize
            minRows={3}
            {...form.getInputProps("introduction")}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {isDraft ? (
              <DateField label={needsSurveys.opensOn} {...form.getInputProps("opens_on")} />
            ) : null}
            <DateField label={needsSurveys.closesOn} {...form.getInputProps("closes_on")} />
          </SimpleGrid>
        </>
      )}
    </FormDialog>
  );
}
