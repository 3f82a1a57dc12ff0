import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = { draft: "ochre", running: "valley" };

/** Where a campaign stands in words; the colour only repeats them. */
export function CampaignBadge({ status }: { status: string }) {
  const label = useLabelOf("campaign_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
