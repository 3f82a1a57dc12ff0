import {
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { TerritorySelect } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { usePartnerOptions } from "@/features/partners/api";
import { formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { events } from "@/i18n/fr/events";
import { fields } from "@/i18n/fr/fields";
import { createEvent, type Event, readEvent, updateEvent } from "./api";
import { BudgetFields, DayFields } from "./RepeatedFields";
import { bodyOf, LABELS, VALIDATE, type Values, valuesOf } from "./values";

interface EventDialogProps {
  /** Null to prepare one. */
  event: Event | null;
  /** How the form of a new one begins. */
  start?: Partial<Values>;
  onClose: () => void;
  onSaved: (event: Event) => void;
}

/** Prepares an event, or changes what is known of it. */
export function EventDialog({ event, start, onClose, onSaved }: EventDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const partners = usePartnerOptions();
  const conflict = useConflict({
    fields: useConflictFields(partners),
    valuesOf,
    read: readEvent,
    send: (row: Event, values: Values) => updateEvent(row, bodyOf(values)),
  });
  const send = async (values: Values) => {
    if (event === null) {
      const body = bodyOf(values);
      onSaved(await createEvent(body, key.header(body)));
      toastDone(events.created);
      return true;
    }
    const saved = await conflict.save(event, values);
    if (saved === null) return false;
    onSaved(saved);
    toastDone(events.saved);
    return true;
  };
  return (
    <>
      <FormDialog
        title={event === null ? events.addTitle : events.editTitle}
        size="xl"
        initialValues={{ ...valuesOf(event), ...start }}
        validate={VALIDATE}
        send={send}
        labels={LABELS}
        onClose={onClose}
      >
        {(form) => (
          <>
            <What form={form} />
            <DayFields form={form} />
            <Where form={form} />
            <With form={form} partners={partners} />
            <Textarea
              label={events.description}
              description={events.descriptionHint}
              autosize
              minRows={3}
              {...form.getInputProps("description")}
            />
            <Switch
              label={events.isPublic}
              {...form.getInputProps("is_public", { type: "checkbox" })}
            />
            <BudgetFields form={form} />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

type Form = UseFormReturnType<Values>;

function What({ form }: { form: Form }) {
  return (
    <>
      <TextInput label={events.name} required {...form.getInputProps("title")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <CodeSelect
          list="event_kinds"
          label={events.kind}
          required
          {...form.getInputProps("kind")}
        />
        <CodeSelect
          list="event_formats"
          label={events.format}
          required
          allowDeselect={false}
          {...form.getInputProps("format")}
        />
        <TextInput
          label={events.series}
          description={events.seriesHint}
          {...form.getInputProps("series")}
        />
        <TextInput label={events.edition} description=" " {...form.getInputProps("edition")} />
      </SimpleGrid>
    </>
  );
}

function Where({ form }: { form: Form }) {
  const { format } = form.values;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {format === "online" ? null : (
        <>
          <TextInput
            label={events.place}
            description={events.placeHint}
            {...form.getInputProps("place")}
          />
          <TerritorySelect
            kind="commune"
            label={events.commune}
            description=" "
            value={form.values.commune}
            onChange={(commune) => form.setFieldValue("commune", commune)}
            error={form.errors.commune ?? form.errors.commune_code}
          />
        </>
      )}
      {format === "onsite" ? null : (
        <TextInput
          type="url"
          label={events.videoUrl}
          description={events.videoUrlHint}
          {...form.getInputProps("video_url")}
        />
      )}
      <NumberInput
        label={events.capacity}
        description={events.capacityHint}
        min={1}
        allowDecimal={false}
        hideControls
        {...form.getInputProps("capacity")}
      />
    </SimpleGrid>
  );
}

interface WithProps {
  form: Form;
  partners: { value: string; label: string }[];
}

function With({ form, partners }: WithProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label={events.organiser}
        data={partners}
        searchable
        clearable
        placeholder={fields.choose}
        clearButtonProps={{ "aria-label": fields.clear }}
        {...form.getInputProps("organiser_id")}
      />
      <MultiSelect
        label={events.partners}
        data={partners}
        searchable
        hidePickedOptions
        placeholder={fields.choose}
        clearButtonProps={{ "aria-label": fields.clear }}
        {...form.getInputProps("partners")}
      />
    </SimpleGrid>
  );
}

function useConflictFields(
  partners: readonly { value: string; label: string }[],
): ConflictField<Values>[] {
  const kind = useLabelOf("event_kinds");
  const format = useLabelOf("event_formats");
  const stage = useLabelOf("budget_stages");
  const territory = useTerritoryName();
  const partner = (id: string) => partners.find(({ value }) => value === id)?.label ?? "";
  const text = (
    name: "title" | "series" | "edition" | "place" | "video_url" | "description" | "capacity",
  ) => ({
    name,
    label: LABELS[name] ?? name,
    show: (values: Values) => String(values[name]),
  });
  return [
    text("title"),
    { name: "kind", label: events.kind, show: ({ kind: code }) => (code ? kind(code) : "") },
    { name: "format", label: events.format, show: (values) => format(values.format ?? "") },
    text("series"),
    text("edition"),
    {
      name: "days",
      label: events.days,
      show: ({ days }) =>
        days
          .map((day) =>
            [day.on ? formatShortDate(day.on) : "", events.hours(day.opens_at, day.closes_at)]
              .join(" ")
              .trim(),
          )
          .join(", "),
    },
    text("place"),
    {
      name: "commune",
      label: events.commune,
      show: ({ commune }) => (commune === null ? "" : territory(commune.code)),
    },
    text("video_url"),
    text("capacity"),
    {
      name: "organiser_id",
      label: events.organiser,
      show: (values) => partner(values.organiser_id ?? ""),
    },
    {
      name: "partners",
      label: events.partners,
      show: (values) => values.partners.map(partner).join(", "),
    },
    text("description"),
    {
      name: "is_public",
      label: events.isPublic,
      show: (values) => (values.is_public ? common.yes : common.no),
    },
    {
      name: "budget",
      label: events.budget,
      show: ({ budget }) =>
        budget
          .map(
            (line) =>
              `${line.label} (${stage(line.stage ?? "")}) ${events.money(Number(line.cents) * 100)}`,
          )
          .join(", "),
    },
  ];
}
