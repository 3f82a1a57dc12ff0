import { Textarea } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { FormDialog } from "@/components/FormDialog";
import { transferAssignment } from "@/features/assignments/api";
import type { Assignment } from "@/features/assignments/types";
import { assignments } from "@/i18n/fr/assignments";
import { sensitive } from "@/i18n/fr/sensitive";
import { useReferents } from "../api";
import { ReferentSelect } from "../transitions/ReferentSelect";
import type { Prospect } from "../types";
import { present } from "../values";
import { householdName } from "./HouseholdHeader";
import { useSend } from "./use-change";

const LABELS = { referent_id: assignments.transferTo, note: assignments.transferNote };

interface TransferDialogProps {
  prospect: Prospect;
  assignment: Assignment;
  onClose: () => void;
}

/** Hands a household over to somebody else, with the words that spare it to tell everything again. */
export function TransferDialog({ prospect, assignment, onClose }: TransferDialogProps) {
  const send = useSend();
  const [key] = useState(() => new SubmitKey());
  const referents = useReferents();
  const nameOf = (id: string | null) =>
    referents.data?.find((one) => one.id === id)?.display_name ?? "";
  return (
    <FormDialog
      title={assignments.transferTitle(householdName(prospect))}
      labels={LABELS}
      submitLabel={assignments.transfer}
      initialValues={{ referent_id: null as string | null, note: "" }}
      validate={{ referent_id: present, note: present }}
      onClose={onClose}
      send={({ referent_id, note }) => {
        const body = { referent_id: referent_id ?? "", note: note.trim() };
        return send(
          () => transferAssignment(prospect.id, assignment.id, body, key.header(body)),
          assignments.transferred(nameOf(referent_id)),
        );
      }}
    >
      {(form) => (
        <>
          <ReferentSelect
            everybody
            except={assignment.referent_id}
            label={assignments.transferTo}
            required
            data-autofocus
            {...form.getInputProps("referent_id")}
          />
          <Textarea
            label={assignments.transferNote}
            description={sensitive.readableAfter(assignments.transferHint)}
            required
            autosize
            minRows={4}
            maxLength={4000}
            {...form.getInputProps("note")}
          />
        </>
      )}
    </FormDialog>
  );
}
