import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";

/** A body that accompanies households with the programme. */
export type Partner = Schema<"Partner">;

export type PartnerBody = Schema<"NewPartner">;

export const PARTNERS_PATH = "/partners";

/** Active partners for choices of one. */
export function usePartnerOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [PARTNERS_PATH, "options"],
    queryFn: ({ signal }) =>
      call<Schema<"PartnerPage">>("GET", PARTNERS_PATH, { query: { limit: 200 }, signal }),
  });
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** The clubs and networks of employers, for those who may read partners. */
export function useNetworkOptions(): { value: string; label: string }[] {
  const may = useMay("read_partners");
  const { data } = useQuery({
    queryKey: [PARTNERS_PATH, "networks"],
    enabled: may,
    queryFn: ({ signal }) =>
      call<Schema<"PartnerPage">>("GET", PARTNERS_PATH, {
        query: { kind: "employer_network", limit: 200 },
        signal,
      }),
  });
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

export const readPartner = ({ id }: Partner): Promise<Partner> => call("GET", `/partners/${id}`);

export const createPartner = (body: PartnerBody, headers: Record<string, string>) =>
  call<Partner>("POST", PARTNERS_PATH, { body, headers });

export const updatePartner = (partner: Partner, body: PartnerBody) =>
  call<Partner>("PATCH", `/partners/${partner.id}`, { body, headers: ifMatch(partner) });

export const archivePartner = (partner: Partner) =>
  call<void>("DELETE", `/partners/${partner.id}`, { headers: ifMatch(partner) });

export const restorePartner = (partner: Partner) =>
  call<Partner>("POST", `/partners/${partner.id}/restore`, { headers: ifMatch(partner) });
