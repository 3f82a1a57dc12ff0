import { Badge, Group, Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { formatDaysFromNow, formatShortDate } from "@/i18n/format";
import { privacyRequests as said } from "@/i18n/fr/privacy-requests";
import type { PrivacyRequest } from "./api";

const COLORS: Record<string, string> = {
  received: "ochre",
  in_progress: "blue",
  answered: "valley",
};

/** The state of a request in words; the colour only repeats them. */
export function RequestBadge({ status }: { status: string }) {
  const label = useLabelOf("privacy_request_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}

/** The last day to answer, while an answer is due. */
export function Due({ request }: { request: PrivacyRequest }) {
  if (request.closed_on !== null) {
    return <Text size="sm">{said.closed(formatShortDate(request.closed_on))}</Text>;
  }
  return (
    <Stack gap={2}>
      <span>{said.dueOn(formatShortDate(request.due_on), formatDaysFromNow(request.due_on))}</span>
      {request.late ? (
        <Group>
          <Badge color="red">{said.late}</Badge>
        </Group>
      ) : null}
    </Stack>
  );
}
