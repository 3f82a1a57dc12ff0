import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { confirmPasswordReset } from "@/api/auth";
import { FormProblems, useFormSubmit } from "@/components/form";
import { useHashToken } from "@/components/hash-token";
import { AnchorLink, ButtonLink } from "@/components/links";
import { auth } from "@/i18n/fr/auth";
import { AuthCard } from "./AuthCard";
import { type NewPassword, NewPasswordFields } from "./NewPasswordFields";
import { passwordError } from "./validation";

const LABELS = { password: auth.newPassword, repeat: auth.repeatPassword };

/** Sets a password with the token of an invitation or reset mail. */
export function SetPasswordPage() {
  const token = useHashToken();
  const [done, setDone] = useState(false);

  if (token === "") {
    return (
      <AuthCard key="missing" title={auth.noTokenTitle} intro={auth.noToken}>
        <AnchorLink to="/mot-de-passe-oublie">{auth.askNewLink}</AnchorLink>
      </AuthCard>
    );
  }
  if (done) {
    return (
      <AuthCard key="done" title={auth.setDoneTitle}>
        <Text role="status">{auth.setDone}</Text>
        <ButtonLink to="/connexion">{auth.signIn}</ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard key="set" title={auth.setTitle} intro={auth.setIntro}>
      <SetPasswordForm token={token} onDone={() => setDone(true)} />
    </AuthCard>
  );
}

function SetPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const form = useForm<NewPassword>({
    initialValues: { password: "", repeat: "" },
    validate: {
      password: passwordError,
      repeat: (value, values) => (value === values.password ? null : auth.passwordMismatch),
    },
  });
  const submit = useFormSubmit(form, async ({ password }) => {
    await confirmPasswordReset(token, password);
    onDone();
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <NewPasswordFields form={form} />
        <Button type="submit" loading={submit.pending}>
          {auth.setSubmit}
        </Button>
        <AnchorLink to="/mot-de-passe-oublie">{auth.askNewLink}</AnchorLink>
      </Stack>
    </form>
  );
}
