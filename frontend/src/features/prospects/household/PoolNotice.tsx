import { Alert, Text } from "@mantine/core";
import { formatDate } from "@/i18n/format";
import { routing } from "@/i18n/fr/routing";
import type { Prospect } from "../types";

/** Says calmly that the file waits in the programme's pool, why, and what gets it out. */
export function PoolNotice({
  prospect,
}: {
  prospect: Pick<Prospect, "pool_since" | "pool_reason">;
}) {
  if (prospect.pool_since === null) return null;
  return (
    <Alert color="ochre">
      <Text size="sm">{routing.pooled(formatDate(prospect.pool_since), prospect.pool_reason)}</Text>
      <Text size="sm">{routing.pooledTodo(prospect.pool_reason)}</Text>
    </Alert>
  );
}
