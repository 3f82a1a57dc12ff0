import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

/** Where a file stands at a glance: waiting ochre, moving blue, arrived green, at rest stone. */
const COLORS: Record<string, string> = {
  new: "ochre",
  qualified: "ochre",
  assigned: "blue",
  supported: "blue",
  confirmed: "terracotta",
  settled: "valley",
  integrated: "valley",
};

/** The state of a file in words; the colour only repeats them. */
export function StatusBadge({ status }: { status: string }) {
  const label = useLabelOf("prospect_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
