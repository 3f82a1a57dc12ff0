import { Alert, Anchor, List, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { acknowledging } from "@/api/acknowledgement";
import { asProblem, fieldErrors, type Problem } from "@/api/problem";
import { states } from "@/i18n/fr/states";
import { fieldProblemText, problemText } from "@/i18n/problem-text";
import { focusField } from "./focus-field";
import { SensitiveWords } from "./SensitiveWords";

/** State of one form's sending. */
export interface FormSubmit {
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  problem: Problem | null;
  pending: boolean;
  /** Grows with each refused attempt, so that the summary can take focus again. */
  refusals: number;
  /** Sends once more what was refused for its words, which its writer has read again. */
  acknowledge: () => void;
  clear: () => void;
}

/** Sends a form once, puts the server's field errors on their fields and keeps the rest as a Problem. */
export function useFormSubmit<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  send: (values: Values) => Promise<void>,
): FormSubmit {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const refused = useRef("");
  const refuse = () => setRefusals((count) => count + 1);

  const submit = async (values: Values, keeping = false) => {
    if (pending) return;
    setPending(true);
    setProblem(null);
    try {
      await (keeping ? acknowledging(() => send(values)) : send(values));
    } catch (error) {
      const found = asProblem(error);
      setProblem(found);
      refused.current = JSON.stringify(values);
      form.setErrors(fieldErrors(found, fieldProblemText));
      refuse();
    } finally {
      setPending(false);
    }
  };
  return {
    onSubmit: form.onSubmit(
      (values) => submit(values),
      () => {
        setProblem(null);
        refuse();
      },
    ),
    problem,
    pending,
    refusals,
    // What was written since then is read like anything else.
    acknowledge: () => {
      const values = form.getValues();
      void submit(values, JSON.stringify(values) === refused.current);
    },
    clear: () => setProblem(null),
  };
}

interface FormProblemsProps {
  submit: FormSubmit;
  /** The form's errors by path. */
  errors: Record<string, unknown>;
  /** Field names as written on the labels, by path. */
  labels: Record<string, string>;
}

/** What is wrong with the form, above it: takes focus after a refused attempt and leads to each field. */
export function FormProblems({ submit, errors, labels }: FormProblemsProps) {
  const box = useRef<HTMLDivElement>(null);
  const paths = Object.keys(errors).filter((path) => errors[path]);
  useEffect(() => {
    if (submit.refusals > 0) box.current?.focus();
  }, [submit.refusals]);
  if (submit.problem === null && (paths.length === 0 || submit.refusals === 0)) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      title={paths.length > 0 ? states.errorSummaryTitle(paths.length) : undefined}
    >
      {submit.problem !== null && paths.length === 0 ? (
        <Text>{problemText(submit.problem)}</Text>
      ) : null}
      {paths.length > 0 ? (
        <List listStyleType="none">
          {paths.map((path) => (
            <List.Item key={path}>
              <Anchor
                component="button"
                type="button"
                c="inherit"
                ta="start"
                onClick={() => focusField(path)}
              >
                {faultText(labelOf(labels, path), String(errors[path]))}
              </Anchor>
            </List.Item>
          ))}
        </List>
      ) : null}
      {submit.problem?.code === "sensitive_text" ? (
        <SensitiveWords problem={submit.problem} onKeep={submit.acknowledge} />
      ) : null}
    </Alert>
  );
}

/** A field of a repeated group (`grants.0.territories`) wears the label of its last part. */
const labelOf = (labels: Record<string, string>, path: string): string | undefined =>
  labels[path] ?? labels[path.slice(path.lastIndexOf(".") + 1)];

const faultText = (label: string | undefined, error: string): string =>
  label ? states.fault(label, error) : error;
