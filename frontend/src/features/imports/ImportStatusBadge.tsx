import { Badge } from "@mantine/core";
import { imports } from "@/i18n/fr/imports";

const COLORS: Record<string, string> = { uploaded: "ochre", checked: "blue", committed: "valley" };

/** Where an import stands, in words. */
export function ImportStatusBadge({ status }: { status: string }) {
  return <Badge color={COLORS[status] ?? "gray"}>{imports.statuses[status] ?? status}</Badge>;
}
