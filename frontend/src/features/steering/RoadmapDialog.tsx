import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { usePartnerOptions } from "@/features/partners/api";
import { fields } from "@/i18n/fr/fields";
import { steering } from "@/i18n/fr/steering";
import { createItem, type RoadmapItem, readItem, updateItem } from "./api";
import { ROADMAP_LABELS, type RoadmapValues, roadmapBodyOf, roadmapValuesOf } from "./values";

interface RoadmapDialogProps {
  /** Null to add one. */
  item: RoadmapItem | null;
  year: number;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

const NAMES = ["title", "quarter", "description", "owner_id", "indicator_code", "target"] as const;

const QUARTERS = [1, 2, 3, 4].map((quarter) => ({
  value: String(quarter),
  label: steering.quarterOf(quarter),
}));

/** Adds an item to the roadmap of a year, or changes what is said of one. */
export function RoadmapDialog({ item, year, onClose, onSaved }: RoadmapDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const partners = usePartnerOptions();
  const indicator = useLabelOf("indicators");
  const shown = (name: (typeof NAMES)[number], values: RoadmapValues) => {
    if (name === "indicator_code") return indicator(values.indicator_code ?? "");
    return name === "owner_id"
      ? (partners.find(({ value }) => value === values.owner_id)?.label ?? "")
      : String(values[name] ?? "");
  };
  const conflict = useConflict({
    fields: NAMES.map((name) => ({
      name,
      label: ROADMAP_LABELS[name] ?? name,
      show: (values: RoadmapValues) => shown(name, values),
    })),
    valuesOf: roadmapValuesOf,
    read: readItem,
    send: (row: RoadmapItem, values: RoadmapValues) => updateItem(row, roadmapBodyOf(values)),
  });
  const send = async (values: RoadmapValues) => {
    if (item === null) {
      const body = { year, ...roadmapBodyOf(values) };
      await createItem(body, key.header(body));
    } else if ((await conflict.save(item, values)) === null) {
      return false;
    }
    toastDone(steering.saved);
    await onSaved();
    return true;
  };
  return (
    <>
      <FormDialog
        title={item === null ? steering.addRoadmap : steering.editRoadmap}
        initialValues={roadmapValuesOf(item)}
        labels={ROADMAP_LABELS}
        validate={{
          title: (title) => (title.trim() === "" ? steering.itemTitleRequired : null),
        }}
        send={send}
        onClose={onClose}
      >
        {(form) => (
          <>
            <TextInput
              label={steering.itemTitle}
              required
              maxLength={150}
              {...form.getInputProps("title")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select
                label={steering.quarter}
                data={QUARTERS}
                clearable
                placeholder={steering.quarterOf(null)}
                clearButtonProps={{ "aria-label": fields.clear }}
                {...form.getInputProps("quarter")}
              />
              <Select
                label={steering.owner}
                data={partners}
                searchable
                clearable
                placeholder={fields.choose}
                clearButtonProps={{ "aria-label": fields.clear }}
                {...form.getInputProps("owner_id")}
              />
              <CodeSelect
                list="indicators"
                label={steering.indicator}
                clearable
                {...form.getInputProps("indicator_code")}
              />
              <NumberInput
                label={steering.target}
                description={steering.targetHint}
                min={0}
                allowDecimal={false}
                hideControls
                {...form.getInputProps("target")}
              />
            </SimpleGrid>
            <Textarea
              label={steering.description}
              autosize
              minRows={2}
              maxLength={1000}
              {...form.getInputProps("description")}
            />
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}
