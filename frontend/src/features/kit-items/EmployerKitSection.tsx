import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatShortDate } from "@/i18n/format";
import { kitItems } from "@/i18n/fr/kit-items";
import classes from "./kit-items.module.css";

/** What an employer took of the kit, on its page, for the team. */
export function EmployerKitSection({ employerId }: { employerId: string }) {
  const may = useMay("follow_kit");
  const path = `/employers/${employerId}/kit-downloads`;
  const uses = useQuery({
    queryKey: [path],
    enabled: may,
    queryFn: () => call<Schema<"KitUseList">>("GET", path),
  });
  if (!may) return null;
  return (
    <Section title={kitItems.ofEmployer}>
      {uses.isPending ? <LoadingState lines={2} /> : null}
      {uses.isError ? <ErrorState error={uses.error} onRetry={() => uses.refetch()} /> : null}
      {uses.data?.items.length === 0 ? <Text c="dimmed">{kitItems.ofEmployerNone}</Text> : null}
      <ul className={classes.list}>
        {uses.data?.items.map((use) => (
          <li key={use.item_id}>
            <Text>{use.item_title}</Text>
            <Text size="sm" c="dimmed">
              {kitItems.taken(use.downloads, use.number, formatShortDate(use.last_at))}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
