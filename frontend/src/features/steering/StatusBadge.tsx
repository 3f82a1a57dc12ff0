import { Badge, Group } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { steering } from "@/i18n/fr/steering";

const COLORS: Record<string, string> = { in_progress: "blue", done: "valley" };

/** Where something stands, in words; lateness is said beside it. */
export function SteeringBadge({ status, late }: { status: string; late: boolean }) {
  const label = useLabelOf("steering_statuses");
  return (
    <Group gap={4}>
      <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>
      {late ? <Badge color="red">{steering.late}</Badge> : null}
    </Group>
  );
}
