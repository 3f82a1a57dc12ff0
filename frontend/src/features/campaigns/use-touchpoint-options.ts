import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { CAMPAIGNS, TOUCHPOINTS } from "./api";

/** The touchpoints of every campaign to choose from, each after the name of its campaign. */
export function useTouchpointOptions(): { value: string; label: string }[] {
  const may = useMay("read_campaigns");
  const query = { archived: "any", limit: 200 };
  const points = useQuery({
    queryKey: [TOUCHPOINTS, "options"],
    enabled: may,
    queryFn: async () =>
      (await call<Schema<"TouchpointPage">>("GET", TOUCHPOINTS, { query })).items,
  });
  const campaigns = useQuery({
    queryKey: [CAMPAIGNS, "options"],
    enabled: may,
    queryFn: async () => (await call<Schema<"CampaignPage">>("GET", CAMPAIGNS, { query })).items,
  });
  const names = new Map(campaigns.data?.map(({ id, label }) => [id, label]));
  return (points.data ?? []).map(({ id, label, campaign_id }) => ({
    value: id,
    label: [names.get(campaign_id), label].filter(Boolean).join(" – "),
  }));
}
