import { Badge, Button, Checkbox, Group, Text } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { useCurrentUser, useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { answerAssignment } from "@/features/assignments/api";
import type { Assignment } from "@/features/assignments/types";
import { formatShortDate } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { addPart } from "../api";
import { ReferentSelect } from "../transitions/ReferentSelect";
import type { Prospect } from "../types";
import { present } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";
import { AddButton } from "./PartButtons";
import { useChange, useSend } from "./use-change";

const COLORS: Record<string, string> = { proposed: "ochre", accepted: "valley" };

/** Who accompanies the household: proposals, answers, and why each was proposed. */
export function AssignmentsSection({ prospect }: { prospect: Prospect }) {
  const [assigning, setAssigning] = useState(false);
  const [declined, setDeclined] = useState<Assignment | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const mayChoose = useMay("assign_referents");
  const own = useCurrentUser()?.referent_id ?? null;
  const mayAssign = mayWrite && (mayChoose || own !== null);
  return (
    <Part
      id="referents"
      title={household.assignments}
      aside={
        mayAssign ? <AddButton label={household.assign} onClick={() => setAssigning(true)} /> : null
      }
    >
      {prospect.assignments.length === 0 ? <Text c="dimmed">{household.noAssignments}</Text> : null}
      <ul className={classes.list}>
        {prospect.assignments.map((assignment) => (
          <li key={assignment.id} className={classes.line}>
            <AssignmentLine
              prospect={prospect}
              assignment={assignment}
              mayAnswer={mayWrite && (mayChoose || assignment.referent_id === own)}
              onDecline={() => setDeclined(assignment)}
            />
          </li>
        ))}
      </ul>
      {assigning ? <AssignDialog prospect={prospect} onClose={() => setAssigning(false)} /> : null}
      {declined ? (
        <DeclineDialog
          prospect={prospect}
          assignment={declined}
          onClose={() => setDeclined(null)}
        />
      ) : null}
    </Part>
  );
}

interface AssignmentLineProps {
  prospect: Prospect;
  assignment: Assignment;
  mayAnswer: boolean;
  onDecline: () => void;
}

function AssignmentLine({ prospect, assignment, mayAnswer, onDecline }: AssignmentLineProps) {
  const role = useLabelOf("referent_roles");
  const status = useLabelOf("assignment_statuses");
  const reason = useLabelOf("decline_reasons");
  const { run, pending } = useChange();
  const name = assignment.referent_name;
  const answer = (to: "accepted" | "ended", done: string) =>
    run(() => answerAssignment(prospect.id, assignment.id, { to }), done);
  return (
    <div className={classes.body}>
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed">
        {[role(assignment.role), assignment.partner_name].filter(Boolean).join(" · ")}
      </Text>
      <Group gap="xs" mt={4}>
        <Badge size="md" color={COLORS[assignment.status] ?? "gray"}>
          {status(assignment.status)}
        </Badge>
        <Text size="xs" c="dimmed">
          {household.proposedOn(formatShortDate(assignment.proposed_at))}
        </Text>
      </Group>
      {assignment.explanation ? (
        <Text size="sm" mt={4}>
          {assignment.explanation.sentence}
        </Text>
      ) : null}
      {assignment.decline_reason ? (
        <Text size="sm" mt={4}>
          {reason(assignment.decline_reason)}
        </Text>
      ) : null}
      {mayAnswer && assignment.status === "proposed" ? (
        <Group gap="xs" mt="xs">
          <Button
            size="compact-md"
            loading={pending}
            aria-label={household.acceptOf(name)}
            onClick={() => answer("accepted", household.accepted)}
          >
            {household.accept}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            aria-label={household.declineOf(name)}
            onClick={onDecline}
          >
            {household.decline}
          </Button>
        </Group>
      ) : null}
      {mayAnswer && assignment.status === "accepted" ? (
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          loading={pending}
          aria-label={household.endOf(name)}
          onClick={() => answer("ended", household.ended)}
        >
          {household.end}
        </Button>
      ) : null}
    </div>
  );
}

const LABELS = { role: household.assignRole, referent_id: household.assignReferent };

function AssignDialog({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const send = useSend();
  const own = useCurrentUser()?.referent_id ?? null;
  const mayChoose = useMay("assign_referents");
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={household.assign}
      labels={LABELS}
      submitLabel={household.assign}
      initialValues={{
        role: "territorial",
        referent_id: mayChoose ? null : own,
        accepted: !mayChoose,
      }}
      validate={{ referent_id: present }}
      onClose={onClose}
      send={(values) =>
        send(
          () => addPart(prospect.id, "assignments", values, key.header(values)),
          values.accepted ? household.saved : household.assignDone,
        )
      }
    >
      {(form) => (
        <>
          <CodeSelect
            list="referent_roles"
            label={household.assignRole}
            allowDeselect={false}
            required
            {...form.getInputProps("role")}
          />
          <ReferentSelect
            label={household.assignReferent}
            required
            {...form.getInputProps("referent_id")}
          />
          <Checkbox
            label={household.assignAccepted}
            {...form.getInputProps("accepted", { type: "checkbox" })}
          />
        </>
      )}
    </FormDialog>
  );
}

interface DeclineDialogProps {
  prospect: Prospect;
  assignment: Assignment;
  onClose: () => void;
}

function DeclineDialog({ prospect, assignment, onClose }: DeclineDialogProps) {
  const send = useSend();
  return (
    <FormDialog
      title={household.declineTitle}
      labels={{ reason: household.declineReason }}
      submitLabel={household.decline}
      initialValues={{ reason: null as string | null }}
      validate={{ reason: present }}
      onClose={onClose}
      send={({ reason }) =>
        send(
          () =>
            answerAssignment(prospect.id, assignment.id, {
              to: "declined",
              reason: reason ?? undefined,
            }),
          household.declined,
        )
      }
    >
      {(form) => (
        <CodeSelect
          list="decline_reasons"
          label={household.declineReason}
          required
          {...form.getInputProps("reason")}
        />
      )}
    </FormDialog>
  );
}
