import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { requestPasswordReset } from "@/api/auth";
import { FormProblems, useFormSubmit } from "@/components/form";
import { AnchorLink } from "@/components/links";
import { auth } from "@/i18n/fr/auth";
import { AuthCard } from "./AuthCard";
import { emailError } from "./validation";

const LABELS = { email: auth.email };

/** Asks for a reset link; says the same whether the account exists or not. */
export function ForgotPasswordPage() {
  const [done, setDone] = useState(false);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: emailError },
  });
  const submit = useFormSubmit(form, async ({ email }) => {
    await requestPasswordReset(email.trim());
    setDone(true);
  });
  if (done) {
    return (
      <AuthCard key="done" title={auth.forgotDoneTitle}>
        <Text role="status">{auth.forgotDone}</Text>
        <AnchorLink to="/connexion">{auth.backToSignIn}</AnchorLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard key="ask" title={auth.forgotTitle} intro={auth.forgotIntro}>
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
          <Button type="submit" loading={submit.pending}>
            {auth.forgotSubmit}
          </Button>
          <AnchorLink to="/connexion">{auth.backToSignIn}</AnchorLink>
        </Stack>
      </form>
    </AuthCard>
  );
}
