import { Alert, Stack, Text, TextInput } from "@mantine/core";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { retention } from "@/i18n/fr/retention";

/** The clock has its own reason. */
const BY_HAND = ["asked", "opposed", "mistake"] as const;

type Values = {
  reason: string | null;
  confirmation: string;
};

interface AnonymiseDialogProps {
  title: string;
  /** What is typed again to confirm. */
  text: string;
  send: (body: { reason: string; confirmation: string }) => Promise<true>;
  onClose: () => void;
}

/** Asks why, says plainly that nobody can go back, and takes a typed confirmation. */
export function AnonymiseDialog({ title, text, send, onClose }: AnonymiseDialogProps) {
  return (
    <FormDialog<Values>
      title={title}
      labels={{ reason: retention.reason, confirmation: retention.confirmationShort }}
      submitLabel={retention.confirm}
      danger
      initialValues={{ reason: null, confirmation: "" }}
      validate={(values) => ({
        ...(values.reason === null ? { reason: retention.reasonMissing } : {}),
        ...(same(values.confirmation, text) ? {} : { confirmation: retention.confirmationWrong }),
      })}
      send={(values) => send({ reason: values.reason ?? "", confirmation: values.confirmation })}
      onClose={onClose}
    >
      {(form) => (
        <Stack>
          <Alert color="red">
            <Text>{retention.irreversible}</Text>
          </Alert>
          <Text size="sm">{retention.stays}</Text>
          <CodeSelect
            list="erasure_reasons"
            only={BY_HAND}
            label={retention.reason}
            required
            {...form.getInputProps("reason")}
          />
          <TextInput
            label={retention.confirmation(text)}
            required
            autoComplete="off"
            {...form.getInputProps("confirmation")}
          />
        </Stack>
      )}
    </FormDialog>
  );
}

const same = (typed: string, text: string): boolean =>
  typed.trim().toLocaleLowerCase("fr") === text.toLocaleLowerCase("fr");
