import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = {
  published: "valley",
  registrations_closed: "ochre",
  running: "blue",
  cancelled: "terracotta",
};

/** Where an event stands in words; the colour only repeats them. */
export function EventBadge({ status }: { status: string }) {
  const label = useLabelOf("event_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
