import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";

const COLORS: Record<string, string> = {
  submitted: "ochre",
  published: "valley",
  rejected: "terracotta",
  suspended: "terracotta",
  filled: "blue",
};

/** Where an offer stands in words; the colour only repeats them. */
export function JobOfferBadge({ status }: { status: string }) {
  const label = useLabelOf("job_offer_statuses");
  return <Badge color={COLORS[status] ?? "gray"}>{label(status)}</Badge>;
}
