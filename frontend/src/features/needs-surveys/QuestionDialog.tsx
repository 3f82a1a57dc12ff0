import { Checkbox, NumberInput, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { asProblem, Problem } from "@/api/problem";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import type { Question, QuestionBody } from "./api";
import { isChoice, linesOf, type QuestionValues, questionBody, questionValues } from "./values";

const VALIDATE: FormValidateInput<QuestionValues> = {
  kind: (kind) => (kind === null ? needsSurveys.kindRequired : null),
  label: (label) => (label.trim() === "" ? needsSurveys.labelRequired : null),
  choices: (choices, { kind }) =>
    isChoice(kind) && linesOf(choices).length < 2 ? needsSurveys.choicesRequired : null,
};

const LABELS = {
  kind: needsSurveys.kind,
  label: needsSurveys.label,
  help: needsSurveys.help,
  choices: needsSurveys.choices,
  unit: needsSurveys.unit,
  min: needsSurveys.min,
  max: needsSurveys.max,
};

interface QuestionDialogProps {
  /** The question to change; null asks one more. */
  question: Question | null;
  /** Its place among the questions sent. */
  position: number;
  onSave: (question: QuestionBody) => Promise<void>;
  onClose: () => void;
}

export function QuestionDialog({ question, position, onSave, onClose }: QuestionDialogProps) {
  return (
    <FormDialog<QuestionValues>
      title={question ? needsSurveys.editQuestion : needsSurveys.addQuestion}
      initialValues={questionValues(question)}
      validate={VALIDATE}
      labels={LABELS}
      send={async (values) => {
        try {
          await onSave(questionBody(values, question?.id ?? null));
        } catch (error) {
          throw ofThisQuestion(error, position);
        }
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <CodeSelect
            list="needs_question_kinds"
            label={needsSurveys.kind}
            required
            {...form.getInputProps("kind")}
          />
          <TextInput label={needsSurveys.label} required {...form.getInputProps("label")} />
          <TextInput
            label={needsSurveys.help}
            description={needsSurveys.helpHint}
            {...form.getInputProps("help")}
          />
          {isChoice(form.values.kind) ? (
            <Textarea
              label={needsSurveys.choices}
              description={needsSurveys.choicesHint}
              required
              autosize
              minRows={3}
              {...form.getInputProps("choices")}
            />
          ) : null}
          {form.values.kind === "number" ? (
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <TextInput
                label={needsSurveys.unit}
                placeholder={needsSurveys.unitHint}
                {...form.getInputProps("unit")}
              />
              <NumberInput
                label={needsSurveys.min}
                decimalSeparator=","
                {...form.getInputProps("min")}
              />
              <NumberInput
                label={needsSurveys.max}
                decimalSeparator=","
                {...form.getInputProps("max")}
              />
            </SimpleGrid>
          ) : null}
          <Checkbox
            label={needsSurveys.required}
            {...form.getInputProps("required", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}

/** The server names fields of the whole survey: those of this question are put on its form. */
function ofThisQuestion(error: unknown, position: number): Problem {
  const problem = asProblem(error);
  const prefix = `/questions/${position}`;
  const errors = problem.errors
    .filter(({ pointer }) => pointer.startsWith(`${prefix}/`))
    .map((one) => ({
      ...one,
      // A choice is a line of one field here.
      pointer: one.pointer.slice(prefix.length).replace(/^\/choices\/\d+$/, "/choices"),
    }));
  return new Problem({ ...problem.body, errors }, problem.retryAfter);
}
