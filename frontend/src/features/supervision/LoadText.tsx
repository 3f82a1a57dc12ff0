import { Badge, Group, Progress, Stack, Text } from "@mantine/core";
import { formatShortDate } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import type { ReferentLoad } from "./types";

/** What a référent carries, in words; the bar only repeats them. */
export function LoadText({ referent }: { referent: ReferentLoad }) {
  const { open_files: files, capacity, away_until: away } = referent;
  const full = capacity !== null && files >= capacity;
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text size="sm">{supervision.loadOf(files, capacity)}</Text>
        {full ? (
          <Badge size="sm" color="red">
            {supervision.full}
          </Badge>
        ) : null}
        {away ? (
          <Badge size="sm" color="ochre">
            {supervision.awayUntil(formatShortDate(away))}
          </Badge>
        ) : null}
      </Group>
      {capacity === null ? null : (
        <Progress.Root size="sm" aria-hidden>
          <Progress.Section
            value={Math.min(100, (100 * files) / Math.max(1, capacity))}
            color={full ? "red" : "valley"}
            withAria={false}
          />
        </Progress.Root>
      )}
    </Stack>
  );
}
