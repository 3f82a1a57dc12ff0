import { Alert, Text } from "@mantine/core";
import { formatShortDate } from "@/i18n/format";
import { routing } from "@/i18n/fr/routing";
import type { Prospect } from "../types";

/** Says that a file waits in the programme's pool, why, and what gets it out. */
export function PoolNotice({ prospect }: { prospect: Prospect }) {
  const { pool_since: since, pool_reason: reason } = prospect;
  if (!since || !reason) return null;
  return (
    <Alert color="ochre">
      <Text size="sm">
        {routing.inPool(formatShortDate(since), routing.poolReasons[reason] ?? reason)}
      </Text>
      <Text size="sm">{routing.poolHint}</Text>
    </Alert>
  );
}
