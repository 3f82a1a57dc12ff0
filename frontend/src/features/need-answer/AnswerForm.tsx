import { Button, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormProblems, useFormSubmit } from "@/components/form";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { Section } from "@/components/Section";
import { formatDate } from "@/i18n/format";
import { fields } from "@/i18n/fr/fields";
import { needAnswer } from "@/i18n/fr/need-answer";
import { type AnswerReceipt, type NeedRequest, sendAnswer } from "./api";

/** Longest answer the server keeps. */
export const ANSWER_MAX = 2000;

const LABELS = { answer: needAnswer.answer, author_name: needAnswer.author };

interface AnswerFormProps {
  token: string;
  request: NeedRequest;
  onAnswered: (receipt: AnswerReceipt) => void;
}

/** A few lines and a name: all a partner has to write. */
export function AnswerForm({ token, request, onAnswered }: AnswerFormProps) {
  const form = useForm({
    initialValues: { answer: "", author_name: "" },
    validate: {
      answer: (answer) => answerProblem(answer),
      author_name: (name) => (name.trim() === "" ? needAnswer.authorRequired : null),
    },
  });
  const submit = useFormSubmit(form, async ({ answer, author_name }) => {
    onAnswered(await sendAnswer({ token, answer: answer.trim(), author_name: author_name.trim() }));
  });
  const left = ANSWER_MAX - form.values.answer.trim().length;
  return (
    <Section title={needAnswer.form(request.partner_name)}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <Textarea
            label={needAnswer.answer}
            description={needAnswer.answerHint}
            required
            autosize
            minRows={5}
            size="md"
            {...form.getInputProps("answer")}
          />
          {left < 200 ? (
            <Text size="sm" c="dimmed" role="status">
              {fields.charactersLeft(Math.max(0, left))}
            </Text>
          ) : null}
          <TextInput
            label={needAnswer.author}
            description={needAnswer.authorHint}
            required
            autoComplete="name"
            size="md"
            {...form.getInputProps("author_name")}
          />
          <PrivacyNotice form="need_answer" />
          <div>
            <Button type="submit" size="md" loading={submit.pending}>
              {needAnswer.send}
            </Button>
          </div>
          <Text size="sm" c="dimmed">
            {needAnswer.until(formatDate(request.expires_at))}
          </Text>
        </Stack>
      </form>
    </Section>
  );
}

/** What is wrong with an answer before it is sent. */
export function answerProblem(answer: string): string | null {
  const length = answer.trim().length;
  if (length === 0) return needAnswer.answerRequired;
  return length > ANSWER_MAX ? needAnswer.answerTooLong : null;
}
