import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { TerritorySelect } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { campaigns } from "@/i18n/fr/campaigns";
import { fields } from "@/i18n/fr/fields";
import {
  type Campaign,
  createTouchpoint,
  readTouchpoint,
  type Touchpoint,
  updateTouchpoint,
} from "./api";
import { useEventOptions } from "./use-event-options";
import {
  POINT_LABELS,
  POINT_VALIDATE,
  type PointValues,
  pointBodyOf,
  pointValuesOf,
} from "./values";

interface TouchpointDialogProps {
  campaign: Campaign;
  /** Null to add one. */
  point: Touchpoint | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

type Options = { value: string; label: string }[];

/** Adds a touchpoint to a campaign, or changes what is known of one. */
export function TouchpointDialog({ campaign, point, onClose, onSaved }: TouchpointDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const events = useEventOptions();
  const phases = campaign.phases.map(({ id, label }) => ({ value: id, label }));
  const conflict = useConflict({
    fields: useConflictFields(phases, events),
    valuesOf: pointValuesOf,
    read: readTouchpoint,
    send: (row: Touchpoint, values: PointValues) =>
      updateTouchpoint(row, pointBodyOf(values, campaign.id)),
  });
  const send = async (values: PointValues) => {
    if (point === null) {
      const body = pointBodyOf(values, campaign.id);
      await createTouchpoint(body, key.header(body));
    } else if ((await conflict.save(point, values)) === null) {
      return false;
    }
    toastDone(campaigns.touchpointSaved);
    await onSaved();
    return true;
  };
  const clear = { "aria-label": fields.clear };
  return (
    <>
      <FormDialog
        title={point === null ? campaigns.addTouchpoint : campaigns.editTouchpoint}
        initialValues={pointValuesOf(point)}
        validate={POINT_VALIDATE}
        labels={POINT_LABELS}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput label={campaigns.touchpointName} required {...form.getInputProps("label")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <CodeSelect
                list="touchpoint_kinds"
                label={campaigns.kind}
                required
                {...form.getInputProps("kind")}
              />
              <Select
                label={campaigns.phase}
                data={phases}
                clearable
                placeholder={campaigns.phaseOf}
                clearButtonProps={clear}
                {...form.getInputProps("phase_id")}
              />
              <TerritorySelect
                kind="commune"
                label={campaigns.commune}
                description=" "
                value={form.values.commune}
                onChange={(commune) => form.setFieldValue("commune", commune)}
                error={form.errors.commune ?? form.errors.commune_code}
              />
              <TextInput
                label={campaigns.place}
                description={campaigns.placeHint}
                {...form.getInputProps("place")}
              />
            </SimpleGrid>
            <Select
              label={campaigns.event}
              data={events}
              searchable
              clearable
              placeholder={fields.choose}
              nothingFoundMessage={fields.nothingFound}
              clearButtonProps={clear}
              {...form.getInputProps("event_id")}
            />
            <TextInput
              label={campaigns.call}
              description={campaigns.callHint}
              maxLength={140}
              {...form.getInputProps("call_to_action")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

function useConflictFields(phases: Options, events: Options): ConflictField<PointValues>[] {
  const kind = useLabelOf("touchpoint_kinds");
  const territory = useTerritoryName();
  const named = (options: Options, id: string | null) =>
    options.find(({ value }) => value === id)?.label ?? "";
  const field = (
    name: keyof PointValues,
    show: (values: PointValues) => string,
  ): ConflictField<PointValues> => ({ name, label: POINT_LABELS[name] ?? name, show });
  return [
    field("label", ({ label }) => label),
    field("kind", (values) => (values.kind ? kind(values.kind) : "")),
    field("phase_id", ({ phase_id }) => named(phases, phase_id)),
    field("commune", ({ commune }) => (commune === null ? "" : territory(commune.code))),
    field("place", ({ place }) => place),
    field("event_id", ({ event_id }) => named(events, event_id)),
    field("call_to_action", ({ call_to_action }) => call_to_action),
  ];
}
