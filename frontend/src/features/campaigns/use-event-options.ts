import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { events } from "@/i18n/fr/events";

/** The events of the programme to choose from, the latest first. */
export function useEventOptions(): { value: string; label: string }[] {
  const list = useQuery({
    queryKey: ["/events", "options"],
    queryFn: async () => {
      const query = { sort: "-first_on", limit: 200 };
      return (await call<Schema<"EventPage">>("GET", "/events", { query })).items;
    },
  });
  return (list.data ?? []).map(({ id, title, first_on, last_on }) => ({
    value: id,
    label: `${title}, ${events.shortDates(first_on, last_on)}`,
  }));
}
