import { Checkbox, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useCurrentUser, useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { assignments } from "@/i18n/fr/assignments";
import { addPart, useReferents } from "../api";
import { ReferentSelect } from "../transitions/ReferentSelect";
import type { Prospect } from "../types";
import { present } from "../values";
import { useSend } from "./use-change";

const LABELS = {
  role: assignments.assignRole,
  referent_id: assignments.assignReferent,
  explanation: assignments.assignWhy,
};
/** Parts of the accompaniment for which one person is chosen. */
const LEADING = ["territorial", "technical"];

interface AssignDialogProps {
  prospect: Prospect;
  /** Somebody who joins in beside the référent, rather than the référent. */
  beside: boolean;
  onClose: () => void;
}

/** Asks a person of one's own choice; a référent may only choose themself. */
export function AssignDialog({ prospect, beside, onClose }: AssignDialogProps) {
  const send = useSend();
  const own = useCurrentUser()?.referent_id ?? null;
  const mayChoose = useMay("assign_referents");
  const referents = useReferents();
  const [key] = useState(() => new SubmitKey());
  const nameOf = (id: string | null) =>
    referents.data?.find((one) => one.id === id)?.display_name ?? "";
  const alone = !beside && !mayChoose;
  return (
    <FormDialog
      title={beside ? assignments.coTitle : assignments.assignTitle}
      labels={LABELS}
      initialValues={{
        role: beside ? "co_referent" : "territorial",
        referent_id: alone ? own : null,
        explanation: "",
        accepted: alone,
      }}
      validate={{ referent_id: present }}
      onClose={onClose}
      send={({ explanation, ...values }) => {
        const body = { ...values, explanation: explanation.trim() || undefined };
        return send(
          () => addPart(prospect.id, "assignments", body, key.header(body)),
          values.accepted ? assignments.saved : assignments.assigned(nameOf(values.referent_id)),
        );
      }}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            {beside ? assignments.coHint : assignments.assignHint}
          </Text>
          {beside ? null : (
            <CodeSelect
              list="referent_roles"
              only={LEADING}
              label={assignments.assignRole}
              allowDeselect={false}
              required
              {...form.getInputProps("role")}
            />
          )}
          <ReferentSelect
            everybody={beside}
            label={assignments.assignReferent}
            required
            {...form.getInputProps("referent_id")}
          />
          <Textarea
            label={assignments.assignWhy}
            description={assignments.assignWhyHint}
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps("explanation")}
          />
          <Checkbox
            label={assignments.assignAccepted}
            {...form.getInputProps("accepted", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}
