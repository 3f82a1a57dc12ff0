import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = {
  applicant: "ochre",
  active: "valley",
  paused: "blue",
  refused: "terracotta",
};

/** Where an ambassador stands in words; the colour only repeats them. */
export function AmbassadorBadge({ status }: { status: string }) {
  const label = useLabelOf("ambassador_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
