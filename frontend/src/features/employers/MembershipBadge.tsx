import { Badge } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { employers } from "@/i18n/fr/employers";

const COLORS: Record<string, string> = {
  requested: "ochre",
  active: "valley",
  suspended: "terracotta",
};

/** Where a membership stands in words; the colour only repeats them. */
export function MembershipBadge({ status }: { status: string | null }) {
  const label = useLabelOf("membership_statuses");
  return (
    <Badge color={COLORS[status ?? ""] ?? "gray"}>
      {status === null ? employers.notAsked : label(status)}
    </Badge>
  );
}
