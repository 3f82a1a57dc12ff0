import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { changePassword } from "@/api/auth";
import { asProblem, Problem } from "@/api/problem";
import { FormProblems, useFormSubmit } from "@/components/form";
import { Section } from "@/components/Section";
import { toastDone } from "@/components/toasts";
import { NewPasswordFields } from "@/features/auth/NewPasswordFields";
import { passwordError } from "@/features/auth/validation";
import { account } from "@/i18n/fr/account";
import { auth } from "@/i18n/fr/auth";
import { SESSIONS_KEY } from "./DeviceSessions";

type Values = { current: string; password: string; repeat: string };

const LABELS = {
  current: account.currentPassword,
  password: auth.newPassword,
  repeat: auth.repeatPassword,
};

/** Field names of this form for the body's names. */
const POINTERS: Record<string, string> = {
  "/current_password": "/current",
  "/new_password": "/password",
};

/** Changes one's own password; the other sessions end. */
export function PasswordSection() {
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: { current: "", password: "", repeat: "" },
    validate: {
      current: (value) => (value === "" ? auth.passwordRequired : null),
      password: passwordError,
      repeat: (value, values) => (value === values.password ? null : auth.passwordMismatch),
    },
  });
  const submit = useFormSubmit(form, async (values) => {
    try {
      await changePassword(values.current, values.password);
    } catch (error) {
      throw withFormPointers(asProblem(error));
    }
    form.reset();
    toastDone(account.passwordChanged);
    await queries.invalidateQueries({ queryKey: SESSIONS_KEY });
  });
  return (
    <Section title={account.password}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <PasswordInput
            label={account.currentPassword}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ "aria-label": auth.showPassword, tabIndex: 0 }}
            {...form.getInputProps("current")}
          />
          <NewPasswordFields form={form} />
          <Group justify="flex-end">
            <Button type="submit" loading={submit.pending}>
              {account.changePassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function withFormPointers(problem: Problem): Problem {
  const errors = problem.errors.map((error) => ({
    ...error,
    pointer: POINTERS[error.pointer] ?? error.pointer,
  }));
  return new Problem({ ...problem.body, errors }, problem.retryAfter);
}
