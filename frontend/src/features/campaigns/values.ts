import type { FormValidateInput } from "@mantine/form";
import { orNull } from "@/components/form-values";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { campaigns } from "@/i18n/fr/campaigns";
import type {
  Campaign,
  CampaignBody,
  Phase,
  PhaseBody,
  Tally,
  Touchpoint,
  TouchpointBody,
} from "./api";

/** A budget as the form holds it, in euros. */
type Euros = number | string;

const eurosOf = (cents: number | null | undefined): Euros => (cents == null ? "" : cents / 100);
const centsOf = (euros: Euros): number | null =>
  euros === "" ? null : Math.round(Number(euros) * 100);

export type Values = {
  code: string;
  label: string;
  goal: string;
  audience: string[];
  starts_on: string | null;
  ends_on: string | null;
  budget_cents: Euros;
};

export const LABELS: Record<string, string> = {
  code: campaigns.code,
  label: campaigns.name,
  goal: campaigns.goal,
  audience: campaigns.audience,
  starts_on: campaigns.startsOn,
  ends_on: campaigns.endsOn,
  budget_cents: campaigns.budget,
  phases: campaigns.phases,
};

export const valuesOf = (campaign: Campaign | null): Values => ({
  code: campaign?.code ?? "",
  label: campaign?.label ?? "",
  goal: campaign?.goal ?? "",
  audience: campaign?.audience ?? [],
  starts_on: campaign?.starts_on ?? null,
  ends_on: campaign?.ends_on ?? null,
  budget_cents: eurosOf(campaign?.budget_cents),
});

export const bodyOf = (values: Values): Omit<CampaignBody, "code"> => ({
  label: values.label.trim(),
  goal: orNull(values.goal),
  audience: values.audience,
  starts_on: values.starts_on,
  ends_on: values.ends_on,
  budget_cents: centsOf(values.budget_cents),
});

const inOrder = (first: string | null, last: string | null) =>
  first && last && last < first ? campaigns.outOfOrder : null;

export const VALIDATE: FormValidateInput<Values> = {
  code: (code) => (code.trim() === "" ? campaigns.codeRequired : null),
  label: (label) => (label.trim() === "" ? campaigns.nameRequired : null),
  ends_on: (last, { starts_on }) => inOrder(starts_on, last),
};

/** `Et si vous restiez ?` as a code: `et-si-vous-restiez`. */
export const codeOf = (label: string): string =>
  label
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

export type PhaseValues = {
  label: string;
  starts_on: string | null;
  ends_on: string | null;
  audience: string[];
  call_to_action: string;
  budget_cents: Euros;
};

export const PHASE_LABELS: Record<string, string> = {
  ...LABELS,
  label: campaigns.phaseName,
  call_to_action: campaigns.call,
};

export const phaseValuesOf = (phase: Phase | null): PhaseValues => ({
  label: phase?.label ?? "",
  starts_on: phase?.starts_on ?? null,
  ends_on: phase?.ends_on ?? null,
  audience: phase?.audience ?? [],
  call_to_action: phase?.call_to_action ?? "",
  budget_cents: eurosOf(phase?.budget_cents),
});

export const phaseBodyOf = (values: PhaseValues, id: string | null): PhaseBody => ({
  id,
  label: values.label.trim(),
  starts_on: values.starts_on ?? "",
  ends_on: values.ends_on ?? "",
  audience: values.audience,
  call_to_action: orNull(values.call_to_action),
  budget_cents: centsOf(values.budget_cents),
});

export const PHASE_VALIDATE: FormValidateInput<PhaseValues> = {
  label: (label) => (label.trim() === "" ? campaigns.phaseNameRequired : null),
  starts_on: (day) => (day === null ? campaigns.dayRequired : null),
  ends_on: (day, { starts_on }) => (day === null ? campaigns.dayRequired : inOrder(starts_on, day)),
};

/** The same elements, one of them at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = [...items];
  rest.splice(to, 0, ...rest.splice(from, 1));
  return rest;
}

export type PointValues = {
  label: string;
  kind: string | null;
  commune: TerritoryChoice | null;
  place: string;
  phase_id: string | null;
  event_id: string | null;
  call_to_action: string;
};

export const POINT_LABELS: Record<string, string> = {
  label: campaigns.touchpointName,
  kind: campaigns.kind,
  commune: campaigns.commune,
  commune_code: campaigns.commune,
  place: campaigns.place,
  phase_id: campaigns.phase,
  event_id: campaigns.event,
  call_to_action: campaigns.call,
};

export const pointValuesOf = (point: Touchpoint | null): PointValues => ({
  label: point?.label ?? "",
  kind: point?.kind ?? null,
  commune:
    point?.commune_code == null
      ? null
      : { code: point.commune_code, name: point.commune_name ?? point.commune_code },
  place: point?.place ?? "",
  phase_id: point?.phase_id ?? null,
  event_id: point?.event_id ?? null,
  call_to_action: point?.call_to_action ?? "",
});

export const pointBodyOf = (values: PointValues, campaign_id: string): TouchpointBody => ({
  campaign_id,
  label: values.label.trim(),
  kind: values.kind ?? "",
  commune_code: values.commune?.code ?? null,
  place: orNull(values.place),
  phase_id: values.phase_id,
  event_id: values.event_id,
  call_to_action: orNull(values.call_to_action),
});

export const POINT_VALIDATE: FormValidateInput<PointValues> = {
  label: (label) => (label.trim() === "" ? campaigns.touchpointNameRequired : null),
  kind: (kind) => (kind === null ? campaigns.kindRequired : null),
};

/** The stages of a campaign in their order. */
export const STAGES = Object.keys(campaigns.columns) as (keyof Tally)[];

/** How the list of files is narrowed to those behind a number; null for what is no file. */
export const reachedOf = (stage: keyof Tally): { reached?: string } | null => {
  if (stage === "visits" || stage === "requests") return null;
  return stage === "files" ? {} : { reached: stage };
};
