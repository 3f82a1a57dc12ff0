import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = { draft: "gray", open: "valley", closed: "ochre" };

/** Where a survey stands. */
export function SurveyBadge({ status }: { status: string }) {
  const label = useLabelOf("needs_survey_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
