import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { readMe, updateMe } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { type CurrentUser, session } from "@/api/session";
import { FormProblems, useFormSubmit } from "@/components/form";
import { Section } from "@/components/Section";
import { toastDone } from "@/components/toasts";
import { account } from "@/i18n/fr/account";
import { common } from "@/i18n/fr/common";

const LABELS = { first_name: account.firstName, last_name: account.lastName };
const present = (value: string) => (value.trim() === "" ? account.nameRequired : null);

/** One's own names; the address is changed by the administration. */
export function ProfileSection({ user }: { user: CurrentUser }) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { first_name: user.first_name, last_name: user.last_name },
    validate: { first_name: present, last_name: present },
  });
  const submit = useFormSubmit(form, async (values) => {
    try {
      await updateMe(user, values);
      toastDone(account.saved);
    } catch (error) {
      // Changed in another tab: take the fresh version so that the next try goes through.
      if (asProblem(error).status === 412) session.updateUser(await readMe());
      throw error;
    }
  });
  return (
    <Section title={account.profile}>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <TextInput
            label={account.firstName}
            autoComplete="given-name"
            required
            key={form.key("first_name")}
            {...form.getInputProps("first_name")}
          />
          <TextInput
            label={account.lastName}
            autoComplete="family-name"
            required
            key={form.key("last_name")}
            {...form.getInputProps("last_name")}
          />
          <TextInput
            label={account.email}
            description={account.emailHint}
            value={user.email}
            readOnly
          />
          <Group justify="flex-end">
            <Button type="submit" loading={submit.pending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
