import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { login } from "@/api/auth";
import { asProblem, Problem } from "@/api/problem";
import { FormProblems, useFormSubmit } from "@/components/form";
import { auth } from "@/i18n/fr/auth";
import type { Credentials } from "./CredentialsForm";

interface TotpFormProps {
  credentials: Credentials;
  onSignedIn: () => void;
  onBack: () => void;
}

const LABELS = { code: auth.totpCode };

/** Second step: the code of the authenticator, or a recovery code. */
export function TotpForm({ credentials, onSignedIn, onBack }: TotpFormProps) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { code: "" },
    validate: { code: (value) => (value.trim() === "" ? auth.totpRequired : null) },
  });
  const submit = useFormSubmit(form, async ({ code }) => {
    try {
      await login(credentials.email, credentials.password, code.replaceAll(/\s/g, ""));
    } catch (error) {
      throw asWrongCode(asProblem(error));
    }
    onSignedIn();
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <TextInput
          label={auth.totpCode}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          key={form.key("code")}
          {...form.getInputProps("code")}
        />
        <Text size="sm" c="dimmed">
          {auth.totpRecovery}
        </Text>
        <Button type="submit" loading={submit.pending}>
          {auth.totpSubmit}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {auth.totpBack}
        </Button>
      </Stack>
    </form>
  );
}

/** The password was accepted a moment ago: a 401 in this step is about the code. */
function asWrongCode(problem: Problem): Problem {
  const aboutCode = problem.code === "invalid_credentials" || problem.code === "totp_required";
  return aboutCode
    ? new Problem({ ...problem.body, code: "invalid_totp" }, problem.retryAfter)
    : problem;
}
