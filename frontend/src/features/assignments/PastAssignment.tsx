import { Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { formatShortDate } from "@/i18n/format";
import { assignments } from "@/i18n/fr/assignments";
import type { Assignment } from "./types";

/** An answer that was given, or not given, and why. */
export function PastAssignment({ assignment }: { assignment: Assignment }) {
  const role = useLabelOf("referent_roles");
  const status = useLabelOf("assignment_statuses");
  const reason = useLabelOf("decline_reasons");
  const expired = useLabelOf("expiry_reasons");
  const { expiry_reason: expiry, decline_reason: decline, decline_comment: comment } = assignment;
  const why = decline ? reason(decline) : expiry ? expired(expiry) : null;
  const ended = assignment.ended_at ?? assignment.answered_at ?? assignment.proposed_at;
  return (
    <div>
      <Text size="sm" fw={600}>
        {assignment.referent_name}
      </Text>
      <Text size="xs" c="dimmed">
        {[role(assignment.role), assignment.partner_name].filter(Boolean).join(" · ")}
      </Text>
      <Text size="sm">
        {[assignments.pastLine(status(assignment.status), formatShortDate(ended)), why]
          .filter(Boolean)
          .join(" : ")}
      </Text>
      {comment ? <Text size="sm">{assignments.quote(comment)}</Text> : null}
    </div>
  );
}
