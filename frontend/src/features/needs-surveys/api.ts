import { downloadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** A survey, its questions, what was answered. */
export type Survey = Schema<"NeedsSurvey">;
export type Question = Schema<"NeedsQuestion">;
export type QuestionBody = Schema<"NeedsQuestionWrite">;
export type Answer = Schema<"NeedsAnswer">;
export type AnswerValue = Schema<"NeedsAnswerValue">;
export type Summary = Schema<"NeedsSurveySummary">;
export type QuestionSummary = Schema<"NeedsQuestionSummary">;

export const SURVEYS = "/needs-surveys";

export const surveyPath = (id: string) => `${SURVEYS}/${id}`;
export const answerPath = (id: string, employerId: string) =>
  `${SURVEYS}/${id}/answers/${employerId}`;

type SurveyBody = Partial<Omit<Schema<"NewNeedsSurvey">, "questions">> & {
  questions?: QuestionBody[];
};

export const readSurvey = (id: string) => call<Survey>("GET", surveyPath(id));

export const createSurvey = (body: Schema<"NewNeedsSurvey">, headers: Record<string, string>) =>
  call<Survey>("POST", SURVEYS, { body, headers });

export const updateSurvey = (survey: Survey, body: SurveyBody) =>
  call<Survey>("PATCH", surveyPath(survey.id), { body, headers: ifMatch(survey) });

export const removeSurvey = (survey: Survey) =>
  call<void>("DELETE", surveyPath(survey.id), { headers: ifMatch(survey) });

export const moveSurvey = ({ id }: Survey, to: string) =>
  call<Survey>("POST", `${surveyPath(id)}/transitions`, { body: { to } });

export const duplicateSurvey = ({ id }: Survey) =>
  call<Survey>("POST", `${surveyPath(id)}/duplicate`);

export const exportAnswers = ({ id }: Survey, profile: string) =>
  downloadFile(`${surveyPath(id)}/export`, { format: "csv", profile }, "enquete.csv");

export const readAnswer = (id: string, employerId: string) =>
  call<Answer>("GET", answerPath(id, employerId));

/** Keeps answers; the first ones have no version to name. */
export const putAnswer = (
  id: string,
  employerId: string,
  version: number | null,
  body: Schema<"NeedsAnswerWrite">,
) =>
  call<Answer>("PUT", answerPath(id, employerId), {
    body,
    headers: version === null ? {} : ifMatch({ version }),
  });
