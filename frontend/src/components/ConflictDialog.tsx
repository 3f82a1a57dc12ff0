import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { asProblem } from "@/api/problem";
import { common } from "@/i18n/fr/common";
import { conflict } from "@/i18n/fr/conflict";
import {
  type ConflictField,
  differences,
  mergeVersions,
  type Side,
  type Versions,
} from "./conflict";

interface ConflictDialogProps<Values> {
  versions: Versions<Values>;
  fields: readonly ConflictField<Values>[];
  onResolve: (values: Values) => void;
  onClose: () => void;
}

/** Two people changed the same element: field by field, one's own version or the saved one. */
export function ConflictDialog<Values>(props: ConflictDialogProps<Values>) {
  const { versions, fields } = props;
  const [sides, setSides] = useState(() =>
    differences(
      versions,
      fields.map((field) => field.name),
    ),
  );
  const choose = (name: keyof Values & string, side: Side) =>
    setSides((before) => new Map(before).set(name, side));
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={conflict.title}
      size="lg"
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        <Text>{conflict.intro}</Text>
        {fields.map((field) => {
          const side = sides.get(field.name);
          return side === undefined ? null : (
            <FieldChoice
              key={field.name}
              field={field}
              versions={versions}
              side={side}
              onChange={(chosen) => choose(field.name, chosen)}
            />
          );
        })}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {conflict.discard}
          </Button>
          <Button onClick={() => props.onResolve(mergeVersions(versions, sides))}>
            {conflict.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface FieldChoiceProps<Values> {
  field: ConflictField<Values>;
  versions: Versions<Values>;
  side: Side;
  onChange: (side: Side) => void;
}

function FieldChoice<Values>({ field, versions, side, onChange }: FieldChoiceProps<Values>) {
  return (
    <Radio.Group
      label={field.label}
      value={side}
      onChange={(chosen) => onChange(chosen === "stored" ? "stored" : "mine")}
    >
      <Stack gap="xs" mt={4}>
        <Radio
          value="mine"
          label={conflict.mine}
          description={field.show(versions.mine) || conflict.empty}
        />
        <Radio
          value="stored"
          label={conflict.stored}
          description={field.show(versions.stored) || conflict.empty}
        />
      </Stack>
    </Radio.Group>
  );
}

interface ConflictOptions<Row, Values> {
  fields: readonly ConflictField<Values>[];
  /** The editable part of a stored object. */
  valuesOf: (row: Row) => Values;
  /** Reads the object again, after a refusal. */
  read: (row: Row) => Promise<Row>;
  /** Saves the values over that version. */
  send: (row: Row, values: Values) => Promise<Row>;
}

interface PendingConflict<Row, Values> {
  versions: Versions<Values>;
  stored: Row;
  answer: (values: Values | null) => void;
}

/**
 * Saves with If-Match and, when the object changed meanwhile, asks which values stay and saves
 * again. `save` answers the saved object, or null when the person went back to their form.
 * Render `dialog` beside the form.
 */
export function useConflict<Row, Values>(
  options: ConflictOptions<Row, Values>,
): {
  save: (row: Row, values: Values) => Promise<Row | null>;
  dialog: ReactNode;
} {
  const { fields, valuesOf, read, send } = options;
  const [pending, setPending] = useState<PendingConflict<Row, Values> | null>(null);

  const ask = (versions: Versions<Values>, stored: Row) =>
    new Promise<Values | null>((resolve) => {
      const answer = (values: Values | null) => {
        setPending(null);
        resolve(values);
      };
      setPending({ versions, stored, answer });
    });

  const save = async (row: Row, values: Values): Promise<Row | null> => {
    try {
      return await send(row, values);
    } catch (error) {
      if (asProblem(error).status !== 412) throw error;
    }
    const stored = await read(row);
    const versions = { base: valuesOf(row), mine: values, stored: valuesOf(stored) };
    const asked = differences(
      versions,
      fields.map((field) => field.name),
    );
    const chosen = asked.size === 0 ? values : await ask(versions, stored);
    return chosen === null ? null : save(stored, chosen);
  };

  const dialog = pending ? (
    <ConflictDialog
      versions={pending.versions}
      fields={fields}
      onResolve={pending.answer}
      onClose={() => pending.answer(null)}
    />
  ) : null;
  return { save, dialog };
}
