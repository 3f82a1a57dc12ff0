import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { confirmTotp, type TotpEnrolment } from "@/api/auth";
import { FormProblems, useFormSubmit } from "@/components/form";
import { account } from "@/i18n/fr/account";
import { auth } from "@/i18n/fr/auth";
import { common } from "@/i18n/fr/common";
import classes from "./account.module.css";

interface TotpEnrolmentFormProps {
  enrolment: TotpEnrolment;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

const LABELS = { code: auth.totpCode };

/** Scan, then prove with a first code. */
export function TotpEnrolmentForm({ enrolment, onConfirmed, onCancel }: TotpEnrolmentFormProps) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { code: "" },
    validate: {
      code: (value) => (/^\d{6}$/.test(value.replaceAll(/\s/g, "")) ? null : auth.totpRequired),
    },
  });
  const submit = useFormSubmit(form, async ({ code }) =>
    onConfirmed(await confirmTotp(code.replaceAll(/\s/g, ""))),
  );
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <Text>{account.totpScan}</Text>
        <img
          className={classes.qr}
          src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr_svg)}`}
          alt={account.totpQr}
          width={200}
          height={200}
        />
        <Text size="sm">
          {account.totpSecret} <Code>{enrolment.secret}</Code>
        </Text>
        <TextInput
          label={account.totpEnter}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          key={form.key("code")}
          {...form.getInputProps("code")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={submit.pending}>
            {account.totpConfirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
