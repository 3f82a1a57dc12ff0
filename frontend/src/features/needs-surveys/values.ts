import type { AnswerValue, Question, QuestionBody } from "./api";

/** Moves one element of a list; one that would fall off stays where it is. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  const taken = list[from];
  if (taken === undefined || to < 0 || to >= list.length) return [...list];
  return [...rest.slice(0, to), taken, ...rest.slice(to)];
}

/** A question as its form holds it. */
export type QuestionValues = {
  kind: string | null;
  label: string;
  help: string;
  required: boolean;
  choices: string;
  unit: string;
  min: number | "";
  max: number | "";
};

export const isChoice = (kind: string | null) =>
  kind === "single_choice" || kind === "multiple_choice";

/** The lines of a text, without those that hold nothing. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const questionValues = (question: Question | null): QuestionValues => ({
  kind: question?.kind ?? null,
  label: question?.label ?? "",
  help: question?.help ?? "",
  required: question?.required ?? false,
  choices: question?.choices.join("\n") ?? "",
  unit: question?.unit ?? "",
  min: question?.min ?? "",
  max: question?.max ?? "",
});

/** What the API takes: only what the kind of the question asks for. */
export function questionBody(values: QuestionValues, id: string | null): QuestionBody {
  const { kind, label, help, required, choices, unit, min, max } = values;
  const number = {
    unit: unit.trim() || null,
    min: min === "" ? null : min,
    max: max === "" ? null : max,
  };
  return {
    ...(id === null ? {} : { id }),
    kind: kind ?? "",
    label: label.trim(),
    help: help.trim() || null,
    required,
    ...(isChoice(kind) ? { choices: linesOf(choices) } : {}),
    ...(kind === "number" ? number : {}),
  };
}

/** A question as it would be sent again. */
export const bodyOf = (question: Question): QuestionBody =>
  questionBody(questionValues(question), question.id);

/** Answers without the questions that were left blank. */
export function given(answers: Readonly<Record<string, AnswerValue>>): Record<string, AnswerValue> {
  const filled = ({ text, choices, number, yes, rating, occupations }: AnswerValue) =>
    (text ?? "").trim() !== "" ||
    (choices ?? []).length > 0 ||
    (occupations ?? []).length > 0 ||
    [number, yes, rating].some((value) => value !== undefined && value !== null);
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => filled(answer)));
}

/** Questions that need an answer and have none. */
export const missing = (
  questions: readonly Question[],
  answers: Readonly<Record<string, AnswerValue>>,
): string[] => {
  const kept = given(answers);
  return questions.filter((one) => one.required && !(one.id in kept)).map(({ id }) => id);
};
