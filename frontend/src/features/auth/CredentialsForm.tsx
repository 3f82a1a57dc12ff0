import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { login } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { FormProblems, useFormSubmit } from "@/components/form";
import { AnchorLink } from "@/components/links";
import { auth } from "@/i18n/fr/auth";
import { emailError } from "./validation";

/** What the second step needs again. */
export type Credentials = { email: string; password: string };

interface CredentialsFormProps {
  onSignedIn: () => void;
  onTotpRequired: (credentials: Credentials) => void;
}

const LABELS = { email: auth.email, password: auth.password };

/** First step of signing in. */
export function CredentialsForm({ onSignedIn, onTotpRequired }: CredentialsFormProps) {
  const form = useForm<Credentials>({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: {
      email: emailError,
      password: (value) => (value === "" ? auth.passwordRequired : null),
    },
  });
  const submit = useFormSubmit(form, async (values) => {
    const credentials = { email: values.email.trim(), password: values.password };
    try {
      await login(credentials.email, credentials.password);
      onSignedIn();
    } catch (error) {
      if (asProblem(error).code !== "totp_required") throw error;
      onTotpRequired(credentials);
    }
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <TextInput
          type="email"
          label={auth.email}
          autoComplete="username"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={auth.password}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": auth.showPassword, tabIndex: 0 }}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={submit.pending}>
          {auth.signIn}
        </Button>
        <AnchorLink to="/mot-de-passe-oublie">{auth.forgotten}</AnchorLink>
      </Stack>
    </form>
  );
}
