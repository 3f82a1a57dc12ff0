import { PasswordInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { auth } from "@/i18n/fr/auth";

/** Part of a form that chooses a password, typed twice. */
export type NewPassword = { password: string; repeat: string };

/** The two password fields; the hint counts characters so that nobody is refused by surprise. */
export function NewPasswordFields<Values extends NewPassword>({
  form,
}: {
  form: UseFormReturnType<Values>;
}) {
  const toggle = { "aria-label": auth.showPassword, tabIndex: 0 };
  const length = [...form.getValues().password].length;
  return (
    <>
      <PasswordInput
        label={auth.newPassword}
        description={auth.passwordLength(length)}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps("password")}
      />
      <PasswordInput
        label={auth.repeatPassword}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps("repeat")}
      />
    </>
  );
}
