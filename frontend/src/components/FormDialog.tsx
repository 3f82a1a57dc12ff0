import { Button, Group, Modal, Stack } from "@mantine/core";
import { type FormValidateInput, type UseFormReturnType, useForm } from "@mantine/form";
import type { ReactNode } from "react";
import type { Problem } from "@/api/problem";
import { common } from "@/i18n/fr/common";
import { FormProblems, useFormSubmit } from "./form";

interface FormDialogProps<Values extends Record<string, unknown>> {
  title: string;
  initialValues: Values;
  /** Field names as written on the labels, by path. */
  labels: Record<string, string>;
  validate?: FormValidateInput<Values>;
  submitLabel?: string;
  danger?: boolean;
  size?: string;
  /** Sends the values; closes the dialog unless it throws or answers false. */
  send: (values: Values) => Promise<boolean | undefined>;
  onClose: () => void;
  /** More about a refusal than its sentence. */
  explain?: (problem: Problem) => ReactNode;
  children: (form: UseFormReturnType<Values>) => ReactNode;
}

/** A short form above the page. Mount it only while it is open: it starts from `initialValues`. */
export function FormDialog<Values extends Record<string, unknown>>(props: FormDialogProps<Values>) {
  const form = useForm<Values>({ initialValues: props.initialValues, validate: props.validate });
  const submit = useFormSubmit(form, async (values) => {
    if ((await props.send(values)) !== false) props.onClose();
  });
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? "lg"}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={props.labels} />
          {submit.problem && props.explain ? props.explain(submit.problem) : null}
          {props.children(form)}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" color={props.danger ? "red" : undefined} loading={submit.pending}>
              {props.submitLabel ?? common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
