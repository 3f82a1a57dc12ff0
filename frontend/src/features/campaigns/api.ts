import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { apiUrl, call, transport } from "@/api/transport";
import type { Schema } from "@/api/types";

/** A campaign and the pieces of its page. */
export type Campaign = Schema<"Campaign">;
export type CampaignBody = Schema<"NewCampaign">;
export type Phase = Schema<"CampaignPhase">;
export type PhaseBody = Schema<"NewCampaignPhase">;
export type Touchpoint = Schema<"Touchpoint">;
export type TouchpointBody = Schema<"NewTouchpoint">;
export type Results = Schema<"CampaignResults">;
export type Tally = Schema<"CampaignTally">;
export type Undeclared = Schema<"UndeclaredCampaign">;
export type Solicitation = Schema<"CampaignSolicitation">;

export const CAMPAIGNS = "/campaigns";
export const TOUCHPOINTS = "/touchpoints";
export const UNDECLARED = "/undeclared-campaigns";

export const campaignPath = (id: string) => `${CAMPAIGNS}/${id}`;

export const readCampaign = ({ id }: Pick<Campaign, "id">) =>
  call<Campaign>("GET", campaignPath(id));

export const createCampaign = (body: CampaignBody, headers: Record<string, string>) =>
  call<Campaign>("POST", CAMPAIGNS, { body, headers });

export const updateCampaign = (campaign: Campaign, body: Partial<Omit<CampaignBody, "code">>) =>
  call<Campaign>("PATCH", campaignPath(campaign.id), { body, headers: ifMatch(campaign) });

export const moveCampaign = ({ id }: Campaign, to: string) =>
  call<Campaign>("POST", `${campaignPath(id)}/transitions`, { body: { to } });

export const archiveCampaign = (campaign: Campaign) =>
  call<void>("DELETE", campaignPath(campaign.id), { headers: ifMatch(campaign) });

export const restoreCampaign = ({ id }: Campaign) =>
  call<Campaign>("POST", `${campaignPath(id)}/restore`);

export const readTouchpoint = ({ id }: Pick<Touchpoint, "id">) =>
  call<Touchpoint>("GET", `${TOUCHPOINTS}/${id}`);

export const createTouchpoint = (body: TouchpointBody, headers: Record<string, string>) =>
  call<Touchpoint>("POST", TOUCHPOINTS, { body, headers });

export const updateTouchpoint = (point: Touchpoint, { campaign_id: _, ...body }: TouchpointBody) =>
  call<Touchpoint>("PATCH", `${TOUCHPOINTS}/${point.id}`, { body, headers: ifMatch(point) });

export const archiveTouchpoint = (point: Touchpoint) =>
  call<void>("DELETE", `${TOUCHPOINTS}/${point.id}`, { headers: ifMatch(point) });

export const restoreTouchpoint = ({ id }: Touchpoint) =>
  call<Touchpoint>("POST", `${TOUCHPOINTS}/${id}/restore`);

export function useCampaign(id: string, enabled = true) {
  return useQuery({
    queryKey: [CAMPAIGNS, id],
    enabled,
    queryFn: () => readCampaign({ id }),
  });
}

/** The touchpoints of a campaign, archived ones among them. */
export function useTouchpoints(campaign: string) {
  return useQuery({
    queryKey: [TOUCHPOINTS, campaign],
    queryFn: async () => {
      const query = { campaign, archived: "any", limit: 200 };
      return (await call<Schema<"TouchpointPage">>("GET", TOUCHPOINTS, { query })).items;
    },
  });
}

export function useResults(id: string) {
  return useQuery({
    queryKey: [CAMPAIGNS, id, "results"],
    queryFn: () => call<Results>("GET", `${campaignPath(id)}/results`),
  });
}

export const solicitationPath = (id: string) => `${campaignPath(id)}/solicitation`;

export function useSolicitation(id: string, query: { purpose: string; phase?: string }) {
  return useQuery({
    queryKey: [CAMPAIGNS, id, "solicitation", query],
    queryFn: () => call<Solicitation>("GET", solicitationPath(id), { query }),
  });
}

export function useUndeclared(enabled: boolean) {
  return useQuery({
    queryKey: [UNDECLARED],
    enabled,
    queryFn: async () => (await call<Schema<"UndeclaredCampaignList">>("GET", UNDECLARED)).items,
  });
}

/** The QR code of a touchpoint, as an address that an image can show. */
export function useQrCode(id: string) {
  return useQuery({
    queryKey: [TOUCHPOINTS, id, "qr"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const request = new Request(apiUrl(`${TOUCHPOINTS}/${id}/qr.svg`), { signal });
      const drawing = await (await transport(request)).text();
      return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
    },
  });
}

/** Reads again what a change of a campaign or of one of its touchpoints may have moved. */
export function useRefreshCampaigns() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [CAMPAIGNS, TOUCHPOINTS, UNDECLARED].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
