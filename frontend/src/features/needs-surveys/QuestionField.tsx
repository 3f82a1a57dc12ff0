import {
  Checkbox,
  Group,
  NumberInput,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { ReactNode } from "react";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import type { AnswerValue, Question } from "./api";
import { OccupationsField } from "./OccupationsField";

export interface QuestionFieldProps {
  question: Question;
  value: AnswerValue;
  /** Labels of the occupations that were already answered, by code. */
  labels: Readonly<Record<string, string>>;
  readOnly: boolean;
  error?: ReactNode;
  /** Where the form finds the field again. */
  path: string;
  onChange: (value: AnswerValue) => void;
}

/** The field that a question asks for. */
export function QuestionField(props: QuestionFieldProps) {
  const { question, value, readOnly, error, path, onChange } = props;
  const shared = {
    label: question.label,
    description: question.help,
    required: question.required,
    error,
    "data-path": path,
  };
  switch (question.kind) {
    case "short_text":
      return (
        <TextInput
          {...shared}
          readOnly={readOnly}
          maxLength={300}
          value={value.text ?? ""}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      );
    case "long_text":
      return (
        <Textarea
          {...shared}
          readOnly={readOnly}
          autosize
          minRows={3}
          value={value.text ?? ""}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      );
    case "number":
      return (
        <NumberInput
          {...shared}
          readOnly={readOnly}
          decimalSeparator=","
          suffix={question.unit ? ` ${question.unit}` : undefined}
          min={question.min ?? undefined}
          max={question.max ?? undefined}
          value={value.number ?? ""}
          onChange={(number) => onChange(typeof number === "number" ? { number } : {})}
        />
      );
    case "multiple_choice":
      return (
        <Checkbox.Group
          {...shared}
          readOnly={readOnly}
          value={value.choices ?? []}
          onChange={(choices) => onChange({ choices })}
        >
          <Stack gap="xs" mt="xs">
            {question.choices.map((choice) => (
              <Checkbox key={choice} value={choice} label={choice} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case "occupation":
      return <OccupationsField {...props} />;
    default:
      return <OneOf {...shared} {...props} />;
  }
}

interface Shared {
  label: string;
  description: string | null;
  required: boolean;
}

/** One answer among a few: a choice, yes or no, a rating. */
function OneOf(props: QuestionFieldProps & Shared) {
  const { question, value, readOnly, onChange, label, description, required, error, path } = props;
  const options = optionsOf(question);
  return (
    <Radio.Group
      label={label}
      description={description}
      required={required}
      error={error}
      readOnly={readOnly}
      data-path={path}
      value={chosen(value)}
      onChange={(picked) => onChange(answerOf(question, picked))}
    >
      <Group gap="md" mt="xs">
        {options.map(([code, name]) => (
          <Radio key={code} value={code} label={name} />
        ))}
      </Group>
      {question.kind === "rating" ? (
        <Text size="sm" c="dimmed" mt={4}>
          {needsSurveys.ratingHint}
        </Text>
      ) : null}
    </Radio.Group>
  );
}

function optionsOf(question: Question): [string, string][] {
  if (question.kind === "yes_no") {
    return [
      ["yes", needsSurveys.yes],
      ["no", needsSurveys.no],
    ];
  }
  const codes = question.kind === "rating" ? ["1", "2", "3", "4", "5"] : question.choices;
  return codes.map((code) => [code, code]);
}

function chosen({ choices, yes, rating }: AnswerValue): string {
  if (typeof yes === "boolean") return yes ? "yes" : "no";
  if (typeof rating === "number") return String(rating);
  return choices?.[0] ?? "";
}

function answerOf(question: Question, picked: string): AnswerValue {
  if (question.kind === "yes_no") return { yes: picked === "yes" };
  return question.kind === "rating" ? { rating: Number(picked) } : { choices: [picked] };
}
