import { Textarea } from "@mantine/core";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import { AnswerFields } from "./AnswerFields";
import { extendRequest, moveRequest, type PrivacyRequest, useRefreshRequests } from "./api";

const LABELS = { answer: said.words, identity_proof: said.proof, reason: said.reason };

interface AnswerDialogProps {
  request: PrivacyRequest;
  to: "answered" | "refused";
  onClose: () => void;
}

/** Answers or refuses, in words that are kept; by mail when there is an address. */
export function AnswerDialog({ request, to, onClose }: AnswerDialogProps) {
  const refresh = useRefreshRequests();
  const refuses = to === "refused";
  return (
    <FormDialog
      title={refuses ? said.refuseTitle : said.answerTitle}
      labels={LABELS}
      submitLabel={refuses ? said.sendRefusal : said.sendAnswer}
      initialValues={{ answer: "", identity_proof: request.identity_proof ?? "", by_mail: true }}
      validate={{ answer: (words) => (words.trim() === "" ? said.wordsRequired : null) }}
      send={async ({ answer, identity_proof, by_mail }) => {
        const proof = identity_proof.trim() === "" ? null : identity_proof.trim();
        await moveRequest(request.id, { to, answer, by_mail, identity_proof: proof });
        toastDone(said.answered);
        await refresh();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <AnswerFields
          form={form}
          request={request}
          hint={refuses ? said.refusalHint : said.wordsHint}
        />
      )}
    </FormDialog>
  );
}

/** Takes two more months, with the reason for the person. */
export function ExtendDialog({
  request,
  onClose,
}: {
  request: PrivacyRequest;
  onClose: () => void;
}) {
  const refresh = useRefreshRequests();
  return (
    <FormDialog
      title={said.extendTitle}
      labels={LABELS}
      submitLabel={said.extendNow}
      initialValues={{ reason: "" }}
      validate={{ reason: (words) => (words.trim() === "" ? said.reasonRequired : null) }}
      send={async ({ reason }) => {
        await extendRequest(request.id, reason);
        toastDone(said.extendedNow);
        await refresh();
        return true;
      }}
      onClose={onClose}
    >
      {(form) => (
        <Textarea
          label={said.reason}
          description={said.reasonHint}
          required
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps("reason")}
        />
      )}
    </FormDialog>
  );
}
