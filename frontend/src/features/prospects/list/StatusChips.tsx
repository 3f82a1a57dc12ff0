import { Chip, Group } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { prospects } from "@/i18n/fr/prospects";
import { useProspectCounts } from "../api";
import { BOARD_STATUSES } from "../transitions/rules";
import { countsQuery, type ProspectSearch } from "./search";

interface StatusChipsProps {
  search: ProspectSearch;
  onChange: (status: string[]) => void;
}

/** One chip per stage with how many files it holds under the other filters. */
export function StatusChips({ search, onChange }: StatusChipsProps) {
  const counts = useProspectCounts(countsQuery(search));
  const label = useLabelOf("prospect_statuses");
  const chosen = search.status ?? [];
  const byStatus = new Map(counts.data?.by_status.map((line) => [line.status, line.count]));
  const shown = [...BOARD_STATUSES, "departed", "merged", "anonymised"].filter(
    (status) =>
      BOARD_STATUSES.includes(status) || (byStatus.get(status) ?? 0) > 0 || chosen.includes(status),
  );
  return (
    <Chip.Group multiple value={chosen} onChange={onChange}>
      <Group gap={6} role="group" aria-label={prospects.statusFilter}>
        {shown.map((status) => (
          <Chip key={status} value={status} size="sm" variant="light">
            {counts.data
              ? prospects.statusCount(label(status), byStatus.get(status) ?? 0)
              : label(status)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
