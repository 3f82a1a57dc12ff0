import { Button, Group, Paper, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatList } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import { type Question, type QuestionBody, type Survey, updateSurvey } from "./api";
import classes from "./needs-surveys.module.css";
import { QuestionDialog } from "./QuestionDialog";
import { bodyOf, moved } from "./values";

interface QuestionsEditorProps {
  survey: Survey;
  mayWrite: boolean;
  onSaved: (survey: Survey) => void;
}

/** The questions of a draft, each change saved at once; the order changes by buttons, without a mouse. */
export function QuestionsEditor({ survey, mayWrite, onSaved }: QuestionsEditorProps) {
  const [open, setOpen] = useState<{ question: Question | null } | null>(null);
  const order = useOrder(survey, onSaved);
  const bodies = survey.questions.map(bodyOf);
  const save = async (questions: QuestionBody[]) =>
    onSaved(await updateSurvey(survey, { questions }));
  const remove = (question: Question) =>
    save(bodies.filter(({ id }) => id !== question.id))
      .then(() => toastDone(needsSurveys.questionRemoved))
      .catch((error: unknown) => toastProblem(error));
  return (
    <Section
      title={needsSurveys.questions}
      aside={
        mayWrite ? (
          <Button onClick={() => setOpen({ question: null })}>{needsSurveys.addQuestion}</Button>
        ) : null
      }
    >
      <VisuallyHidden role="status">{order.said}</VisuallyHidden>
      {survey.questions.length === 0 ? <Text c="dimmed">{needsSurveys.noQuestions}</Text> : null}
      <ol className={classes.cards} ref={order.list}>
        {survey.questions.map((question, place) => (
          <Paper component="li" withBorder p="md" key={question.id}>
            <QuestionText question={question} position={place + 1} />
            {mayWrite ? (
              <Group gap="xs" mt="sm">
                <Small
                  mark={`${question.id}-up`}
                  label={needsSurveys.up}
                  name={needsSurveys.upOf(question.label)}
                  disabled={place === 0 || order.pending}
                  onClick={() => void order.move(place, place - 1)}
                />
                <Small
                  mark={`${question.id}-down`}
                  label={needsSurveys.down}
                  name={needsSurveys.downOf(question.label)}
                  disabled={place === survey.questions.length - 1 || order.pending}
                  onClick={() => void order.move(place, place + 1)}
                />
                <Small
                  label={common.edit}
                  name={needsSurveys.editOf(question.label)}
                  onClick={() => setOpen({ question })}
                />
                <Small
                  label={common.remove}
                  name={needsSurveys.removeOf(question.label)}
                  onClick={() => void remove(question)}
                />
              </Group>
            ) : null}
          </Paper>
        ))}
      </ol>
      {open ? (
        <QuestionDialog
          question={open.question}
          onClose={() => setOpen(null)}
          onSave={(body) =>
            save(
              open.question === null
                ? [...bodies, body]
                : bodies.map((one) => (one.id === body.id ? body : one)),
            )
          }
          position={
            open.question === null
              ? survey.questions.length
              : survey.questions.findIndex(({ id }) => id === open.question?.id)
          }
        />
      ) : null}
    </Section>
  );
}

/** Moves questions, says where they went, and keeps the keyboard on the button that did it. */
function useOrder(survey: Survey, onSaved: (survey: Survey) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState("");
  const [mark, setMark] = useState<string | null>(null);
  useEffect(() => {
    if (mark === null || pending) return;
    const [wanted, other] = [mark, mark.replace(/-(up|down)$/, (end) => OTHER[end] ?? end)].map(
      (name) => list.current?.querySelector<HTMLButtonElement>(`[data-mark="${CSS.escape(name)}"]`),
    );
    // At an end of the list its button goes out: the opposite one stays next to it.
    (wanted?.disabled ? other : wanted)?.focus();
    setMark(null);
  }, [mark, pending]);
  const move = async (from: number, to: number) => {
    const question = survey.questions[from];
    if (question === undefined) return;
    setPending(true);
    try {
      const questions = moved(survey.questions.map(bodyOf), from, to);
      onSaved(await updateSurvey(survey, { questions }));
      setSaid(needsSurveys.moved(question.label, to + 1));
    } catch (error) {
      toastProblem(error);
    } finally {
      setMark(`${question.id}-${to < from ? "up" : "down"}`);
      setPending(false);
    }
  };
  return { list, move, pending, said };
}

const OTHER: Record<string, string> = { "-up": "-down", "-down": "-up" };

function QuestionText({ question, position }: { question: Question; position: number }) {
  const kind = useLabelOf("needs_question_kinds");
  const more = [
    kind(question.kind),
    ...(question.required ? [needsSurveys.required] : []),
    ...(question.unit ? [question.unit] : []),
  ];
  return (
    <Stack gap={2}>
      <Text fw={600}>
        {position}. {question.label}
      </Text>
      <Text size="sm" c="dimmed">
        {more.join(", ")}
      </Text>
      {question.choices.length > 0 ? <Text size="sm">{formatList(question.choices)}</Text> : null}
      {question.help ? <Text size="sm">{question.help}</Text> : null}
    </Stack>
  );
}

interface SmallProps {
  label: string;
  name: string;
  disabled?: boolean;
  /** By which the button is found again after the list changed. */
  mark?: string;
  onClick: () => void;
}

function Small({ label, name, disabled, mark, onClick }: SmallProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={name}
      disabled={disabled}
      data-mark={mark}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
