import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { orNull } from "@/components/form-values";
import { endowments as said } from "@/i18n/fr/endowments";
import { AMBASSADORS } from "./api";

export type Endowment = Schema<"Endowment">;
export type EndowmentBody = Schema<"NewEndowment">;
export type EndowmentGrant = Schema<"EndowmentGrant">;
export type EndowmentOffer = Schema<"EndowmentOffer">;
export type AmbassadorEndowments = Schema<"AmbassadorEndowments">;

export const ENDOWMENTS = "/endowments";

const grantsOf = (ambassador: string) => `${AMBASSADORS}/${ambassador}/endowments`;

/** What an ambassador got, and may get. */
export function useAmbassadorEndowments(id: string) {
  return useQuery({
    queryKey: [ENDOWMENTS, "of", id],
    queryFn: () => call<AmbassadorEndowments>("GET", grantsOf(id)),
  });
}

/** Reads the catalogue and what ambassadors got again: a hand-over changes both. */
export function useRefreshEndowments() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [ENDOWMENTS] });
}

export const giveEndowment = (
  ambassador: string,
  body: Schema<"NewEndowmentGrant">,
  headers: Record<string, string>,
) => call<EndowmentGrant>("POST", grantsOf(ambassador), { body, headers });

export const takeBackEndowment = (ambassador: string, grant: EndowmentGrant) =>
  call<void>("DELETE", `${grantsOf(ambassador)}/${grant.id}`, { headers: ifMatch(grant) });

export const readEndowment = ({ id }: Pick<Endowment, "id">) =>
  call<Endowment>("GET", `${ENDOWMENTS}/${id}`);

export const createEndowment = (body: EndowmentBody, headers: Record<string, string>) =>
  call<Endowment>("POST", ENDOWMENTS, { body, headers });

export const updateEndowment = (one: Endowment, body: EndowmentBody) =>
  call<Endowment>("PATCH", `${ENDOWMENTS}/${one.id}`, { body, headers: ifMatch(one) });

export const archiveEndowment = (one: Endowment) =>
  call<void>("DELETE", `${ENDOWMENTS}/${one.id}`, { headers: ifMatch(one) });

export const restoreEndowment = ({ id }: Endowment) =>
  call<Endowment>("POST", `${ENDOWMENTS}/${id}/restore`);

/** What the form of an endowment holds; a number that is not asked for is empty. */
export type EndowmentValues = {
  label: string;
  description: string;
  stock: number | "";
  min_days_active: number | "";
  min_sponsorings_accepted: number | "";
  requires_image_right: boolean;
  once: boolean;
};

export const valuesOf = (one: Endowment | null): EndowmentValues => ({
  label: one?.label ?? "",
  description: one?.description ?? "",
  stock: one?.stock ?? "",
  min_days_active: one?.min_days_active ?? "",
  min_sponsorings_accepted: one?.min_sponsorings_accepted ?? "",
  requires_image_right: one?.requires_image_right ?? false,
  once: one?.once ?? false,
});

const numberOrNull = (value: number | ""): number | null => (value === "" ? null : value);

export const bodyOf = (values: EndowmentValues): EndowmentBody => ({
  ...values,
  label: values.label.trim(),
  description: orNull(values.description),
  stock: numberOrNull(values.stock),
  min_days_active: numberOrNull(values.min_days_active),
  min_sponsorings_accepted: numberOrNull(values.min_sponsorings_accepted),
});

/** The conditions of an endowment, in words. */
export function conditionsOf(one: Endowment): string {
  const asked = [
    one.min_days_active === null ? null : said.asksDays(one.min_days_active),
    one.min_sponsorings_accepted === null
      ? null
      : said.asksSponsorings(one.min_sponsorings_accepted),
    one.requires_image_right ? said.asksImage : null,
    one.once ? said.asksOnce : null,
  ].filter((text) => text !== null);
  return asked.length === 0 ? said.open : said.asks(asked);
}

/** What keeps an endowment from being handed over, in words; a code that is not known here stands as it is. */
export function missingOf(
  { endowment, missing }: EndowmentOffer,
  of: Pick<AmbassadorEndowments, "days_active" | "sponsorings_accepted">,
): string[] {
  const figures: Record<string, [number, number]> = {
    days_active: [of.days_active, endowment.min_days_active ?? 0],
    sponsorings_accepted: [of.sponsorings_accepted, endowment.min_sponsorings_accepted ?? 0],
  };
  return missing.map((code) => said.lacks[code]?.(...(figures[code] ?? [0, 0])) ?? code);
}
