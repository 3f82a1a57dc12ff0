import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = {
  draft: "gray",
  computed: "blue",
  validated: "ochre",
  published: "valley",
};

/** Where a report stands. */
export function ReportBadge({ status }: { status: string }) {
  const label = useLabelOf("report_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
