import type { FormValidateInput } from "@mantine/form";
import { randomId } from "@mantine/hooks";
import { orNull } from "@/components/form-values";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { events } from "@/i18n/fr/events";
import type { Event, EventBody } from "./api";

/** A day as the form holds it; `key` names its row and never leaves the form. */
export type DayValues = { key: string; on: string | null; opens_at: string; closes_at: string };
/** A line of the budget as the form holds it, in euros. */
export type LineValues = {
  key: string;
  label: string;
  stage: string | null;
  cents: number | string;
};

export type Values = {
  title: string;
  kind: string | null;
  format: string | null;
  series: string;
  edition: string;
  organiser_id: string | null;
  partners: string[];
  commune: TerritoryChoice | null;
  place: string;
  video_url: string;
  capacity: number | string;
  description: string;
  is_public: boolean;
  working_group_id: string | null;
  days: DayValues[];
  budget: LineValues[];
};

export const LABELS: Record<string, string> = {
  title: events.name,
  kind: events.kind,
  format: events.format,
  series: events.series,
  edition: events.edition,
  organiser_id: events.organiser,
  partners: events.partners,
  commune: events.commune,
  commune_code: events.commune,
  place: events.place,
  video_url: events.videoUrl,
  capacity: events.capacity,
  description: events.description,
  days: events.days,
  on: events.day,
  opens_at: events.opens,
  closes_at: events.closes,
  budget: events.budget,
  label: events.line,
  stage: events.stage,
  cents: events.amount,
};

export const newDay = (on: string | null = null, like?: DayValues): DayValues => ({
  key: randomId(),
  on,
  opens_at: like?.opens_at ?? "",
  closes_at: like?.closes_at ?? "",
});

export const newLine = (): LineValues => ({
  key: randomId(),
  label: "",
  stage: "planned",
  cents: "",
});

const communeOf = (event: Event): TerritoryChoice | null =>
  event.commune_code === null
    ? null
    : { code: event.commune_code, name: event.commune_name ?? event.commune_code };

export const valuesOf = (event: Event | null): Values => ({
  title: event?.title ?? "",
  kind: event?.kind ?? null,
  format: event?.format ?? "onsite",
  series: event?.series ?? "",
  edition: event?.edition ?? "",
  organiser_id: event?.organiser?.id ?? null,
  partners: event?.partners.map(({ id }) => id) ?? [],
  commune: event === null ? null : communeOf(event),
  place: event?.place ?? "",
  video_url: event?.video_url ?? "",
  capacity: event?.capacity ?? "",
  description: event?.description ?? "",
  is_public: event?.is_public ?? false,
  working_group_id: event?.working_group_id ?? null,
  days: event?.days.map((day) => ({
    key: randomId(),
    on: day.on,
    opens_at: day.opens_at ?? "",
    closes_at: day.closes_at ?? "",
  })) ?? [newDay()],
  budget:
    event?.budget.map((line) => ({
      key: randomId(),
      label: line.label,
      stage: line.stage,
      cents: line.cents / 100,
    })) ?? [],
});

export const bodyOf = (values: Values): EventBody => ({
  title: values.title.trim(),
  kind: values.kind ?? "",
  format: values.format ?? "",
  series: orNull(values.series),
  edition: orNull(values.edition),
  organiser_id: values.organiser_id,
  partners: values.partners,
  commune_code: values.commune?.code ?? null,
  place: orNull(values.place),
  video_url: orNull(values.video_url),
  capacity: values.capacity === "" ? null : Number(values.capacity),
  description: orNull(values.description),
  is_public: values.is_public,
  // A group meets at sector meetings only: an event of another kind is none of its meetings.
  working_group_id: values.kind === "sector_meeting" ? values.working_group_id : null,
  days: values.days.map((day) => ({
    on: day.on ?? "",
    opens_at: orNull(day.opens_at),
    closes_at: orNull(day.closes_at),
  })),
  budget: values.budget.map((line) => ({
    label: line.label.trim(),
    stage: line.stage ?? "",
    cents: Math.round(Number(line.cents) * 100),
  })),
});

export const VALIDATE: FormValidateInput<Values> = {
  title: (title) => (title.trim() === "" ? events.nameRequired : null),
  kind: (kind) => (kind === null ? events.kindRequired : null),
  format: (format) => (format === null ? events.formatRequired : null),
  days: { on: (on) => (on === null ? events.onRequired : null) },
  budget: {
    label: (label) => (label.trim() === "" ? events.labelRequired : null),
    stage: (stage) => (stage === null ? events.stageRequired : null),
    cents: (cents) => (cents === "" ? events.amountRequired : null),
  },
};
