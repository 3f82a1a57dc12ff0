import { Checkbox, Text, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import type { PrivacyRequest } from "./api";

interface AnswerFieldsProps {
  form: Pick<
    UseFormReturnType<{ answer: string; identity_proof: string; by_mail: boolean }>,
    "getInputProps"
  >;
  request: PrivacyRequest;
  /** What becomes of the words. */
  hint: string;
}

/** What the person is told, how they were recognised, and whether it leaves by mail. */
export function AnswerFields({ form, request, hint }: AnswerFieldsProps) {
  return (
    <>
      <Textarea
        label={said.words}
        description={hint}
        required
        autosize
        minRows={5}
        maxLength={4000}
        {...form.getInputProps("answer")}
      />
      <TextInput
        label={said.proof}
        description={said.proofHint}
        maxLength={200}
        {...form.getInputProps("identity_proof")}
      />
      {request.requester_email === null ? (
        <Text size="sm">{said.otherwise}</Text>
      ) : (
        <Checkbox
          label={said.byMail(request.requester_email)}
          {...form.getInputProps("by_mail", { type: "checkbox" })}
        />
      )}
    </>
  );
}
