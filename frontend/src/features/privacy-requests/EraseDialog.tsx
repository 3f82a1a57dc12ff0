import { Alert, Text, TextInput } from "@mantine/core";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import { retention } from "@/i18n/fr/retention";
import { AnswerFields } from "./AnswerFields";
import { eraseFileOf, type PrivacyRequest, useRefreshRequests } from "./api";

const LABELS = {
  answer: said.words,
  identity_proof: said.proof,
  confirmation: retention.confirmationShort,
};

interface EraseDialogProps {
  request: PrivacyRequest;
  /** The number of the file, typed again to confirm. */
  number: string;
  onClose: () => void;
}

/** Erases the file for good and answers the person, at once: says what goes and what stays. */
export function EraseDialog({ request, number, onClose }: EraseDialogProps) {
  const refresh = useRefreshRequests();
  return (
    <FormDialog
      title={said.eraseTitle(number)}
      labels={LABELS}
      submitLabel={retention.confirm}
      danger
      initialValues={{
        answer: said.erasedAnswer,
        identity_proof: request.identity_proof ?? "",
        by_mail: true,
        confirmation: "",
      }}
      validate={{
        answer: (words) => (words.trim() === "" ? said.wordsRequired : null),
        confirmation: (typed) =>
          typed.trim().toUpperCase() === number ? null : retention.confirmationWrong,
      }}
      send={async ({ identity_proof, ...order }) => {
        const proof = identity_proof.trim() === "" ? null : identity_proof.trim();
        await eraseFileOf(request.id, { ...order, identity_proof: proof });
        toastDone(said.erased);
        await refresh();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Alert color="red">
            <Text>{retention.irreversible}</Text>
          </Alert>
          <Text size="sm">{said.eraseStays}</Text>
          <AnswerFields form={form} request={request} hint={said.erasedHint} />
          <TextInput
            label={retention.confirmation(number)}
            required
            autoComplete="off"
            {...form.getInputProps("confirmation")}
          />
        </>
      )}
    </FormDialog>
  );
}
