import { Badge, Group, Stack, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useLabelOf } from "@/api/reference";
import { Disclosure } from "@/components/Disclosure";
import { SmallButton } from "@/components/SmallButton";
import { AnswerButtons } from "@/features/assignments/AnswerButtons";
import { ExplanationPanel } from "@/features/assignments/ExplanationPanel";
import { HandoverNote } from "@/features/assignments/HandoverNote";
import type { Assignment } from "@/features/assignments/types";
import { answerSentence, contactSentence, hasPassed } from "@/i18n/deadline";
import { formatDaysFromNow, formatShortDate } from "@/i18n/format";
import { assignments } from "@/i18n/fr/assignments";
import classes from "./household.module.css";

const COLORS: Record<string, string> = { proposed: "ochre", accepted: "valley" };

interface AssignmentCardProps {
  prospectId: string;
  /** What the household is called. */
  household: string;
  assignment: Assignment;
  /** The person who looks is the référent. */
  isOwn: boolean;
  mayAnswer: boolean;
  onTransfer: () => void;
  onEnd: () => void;
}

/** One person who accompanies the household or is asked to: until when, why, and what can be done. */
export function AssignmentCard(props: AssignmentCardProps) {
  const { assignment, mayAnswer, isOwn, household } = props;
  const { referent_name: name, handover_note: note } = assignment;
  const role = useLabelOf("referent_roles");
  const status = useLabelOf("assignment_statuses");
  return (
    <Stack gap={6} className={classes.body}>
      <div>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Badge size="md" color={COLORS[assignment.status] ?? "gray"}>
            {status(assignment.status)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {[role(assignment.role), assignment.partner_name].filter(Boolean).join(" · ")}
        </Text>
        {assignment.in_place_of_name ? (
          <Text size="sm" c="dimmed">
            {assignments.inPlaceOf(assignment.in_place_of_name)}
          </Text>
        ) : null}
      </div>
      <When assignment={assignment} />
      {note ? <HandoverNote note={note} from={assignment.transferred_from_name} /> : null}
      <Why assignment={assignment} />
      {mayAnswer && assignment.status === "proposed" ? (
        <AnswerButtons
          prospectId={props.prospectId}
          assignmentId={assignment.id}
          about={name}
          accepted={
            isOwn ? assignments.accepted(household) : assignments.acceptedFor(name, household)
          }
        />
      ) : null}
      {mayAnswer && assignment.status === "accepted" ? (
        <Group gap="xs" className="oml-no-print">
          <SmallButton
            label={assignments.transfer}
            name={assignments.transferOf(name)}
            onClick={props.onTransfer}
          />
          <SmallButton
            label={assignments.end}
            name={assignments.endOf(name)}
            onClick={props.onEnd}
          />
        </Group>
      ) : null}
    </Stack>
  );
}

/** The clock of the assignment: the answer, then the first contact. */
function When({ assignment }: { assignment: Assignment }) {
  if (assignment.status === "proposed") {
    const due = assignment.accept_due_at;
    return due ? (
      <Clock text={answerSentence(due)} late={hasPassed(due)} />
    ) : (
      <Text size="sm">{assignments.proposedTo(formatDaysFromNow(assignment.proposed_at))}</Text>
    );
  }
  const { answered_at: since, first_contact_at: contact, first_contact_due_at: due } = assignment;
  return (
    <>
      {since ? (
        <Text size="sm" c="dimmed">
          {[
            assignments.since(formatShortDate(since)),
            contact ? assignments.firstContact(formatShortDate(contact)) : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      ) : null}
      {due && !contact ? <Clock text={contactSentence(due)} late={hasPassed(due)} /> : null}
    </>
  );
}

function Clock({ text, late }: { text: string; late: boolean }) {
  return (
    <Text size="sm" fw={600} className={classes.clock} data-late={late || undefined}>
      <IconClock size={16} aria-hidden />
      {text}
    </Text>
  );
}

/** The reason in one sentence; what led to it unfolds. */
function Why({ assignment }: { assignment: Assignment }) {
  const { explanation, referent_name: name, referent_id } = assignment;
  if (explanation === null) return null;
  const { rules = [], candidates = [] } = explanation;
  const more = rules.length > 0 || candidates.length > 0;
  return (
    <>
      <Text size="sm">{explanation.sentence}</Text>
      {more ? (
        <Disclosure label={assignments.why} name={assignments.whyOf(assignments.why, name)}>
          <ExplanationPanel explanation={explanation} referentId={referent_id} />
        </Disclosure>
      ) : null}
    </>
  );
}
