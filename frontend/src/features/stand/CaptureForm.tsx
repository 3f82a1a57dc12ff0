import {
  Alert,
  Button,
  Checkbox,
  Chip,
  Group,
  NativeSelect,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Disclosure } from "@/components/Disclosure";
import { FormNotice } from "@/components/PrivacyNotice";
import { stand as words } from "@/i18n/fr/stand";
import type { Kit } from "./api";
import { type Draft, draftOf, EMPTY, faultsOf, type Place, placesLike } from "./draft";
import { stand, type Waiting } from "./stand";
import { type Choice, useChoices, usePlaces } from "./use-reference";

/** Places proposed at once. */
const MOST_PLACES = 20;

interface CaptureFormProps {
  /** Somebody who is corrected; a new person without. */
  before: Waiting | null;
  /** What people agree to, whole, and what is told under the form. */
  kit: Kit;
  onDone: (said: string) => void;
}

/** Fifteen seconds and one thumb: who, how to reach them, what for, and their agreement. */
export function CaptureForm({ before, kit, onDone }: CaptureFormProps) {
  const choices = useChoices();
  const [draft, setDraft] = useState<Draft>(before ? draftOf(before.item) : EMPTY);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const faults = faultsOf(draft);
  const faultOf = (name: keyof Draft): string | null => {
    const code = tried ? faults[name] : undefined;
    return code === undefined ? null : (words.faults[code] ?? code);
  };
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]) =>
    setDraft((current) => ({ ...current, [name]: value }));
  const text = (
    name: "firstName" | "lastName" | "phone" | "email" | "note" | "faculty" | "endsOn",
  ) => ({
    size: "md" as const,
    value: draft[name],
    error: faultOf(name),
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0 || pending) return;
    setPending(true);
    setTried(false);
    setUnsaved(false);
    // Whoever types on at once writes the next person down; a disk that refuses gives this one back.
    if (before === null) setDraft(EMPTY);
    first.current?.focus();
    try {
      await stand.note(draft, before?.item);
      onDone(words.saved(draft.firstName.trim()));
    } catch {
      setDraft(draft);
      setUnsaved(true);
    }
    setPending(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <Stack gap="md">
        <Title order={2} size="h4">
          {before ? words.edit : words.note}
        </Title>
        {unsaved ? (
          <Alert color="red" role="alert">
            {words.unsaved}
          </Alert>
        ) : null}
        <TextInput label={words.firstName} ref={first} maxLength={80} {...text("firstName")} />
        <TextInput label={words.phone} type="tel" inputMode="tel" {...text("phone")} />
        <TextInput label={words.email} type="email" inputMode="email" {...text("email")} />
        <Chips label={words.level}>
          <Chip.Group value={draft.level} onChange={(value) => set("level", String(value))}>
            <Group gap="xs">
              <ChipLine choices={choices("stand_levels")} />
            </Group>
          </Chip.Group>
        </Chips>
        <Chips label={words.projects}>
          <Chip.Group multiple value={draft.projects} onChange={(value) => set("projects", value)}>
            <Group gap="xs">
              <ChipLine choices={choices("project_types")} />
            </Group>
          </Chip.Group>
        </Chips>
        <PlaceSelect value={draft.territory} onChange={(code) => set("territory", code)} />
        <NativeSelect
          label={words.horizon}
          size="md"
          value={draft.horizon}
          onChange={(event) => set("horizon", event.currentTarget.value)}
          data={[{ value: "", label: "" }, ...choices("horizons")]}
        />
        <Disclosure label={words.more} initiallyOpen={hasMore(draft)}>
          <Stack gap="md">
            <Textarea
              label={words.remark}
              description={words.remarkHint}
              autosize
              minRows={2}
              maxLength={1000}
              {...text("note")}
            />
            <TextInput label={words.lastName} maxLength={80} {...text("lastName")} />
            <Checkbox
              label={words.health}
              checked={draft.isHealth}
              onChange={(event) => set("isHealth", event.currentTarget.checked)}
            />
            {draft.isHealth ? (
              <Stack gap="sm" pl="md">
                <TextInput label={words.faculty} maxLength={200} {...text("faculty")} />
                <NativeSelect
                  label={words.semester}
                  size="md"
                  value={draft.semester}
                  onChange={(event) => set("semester", event.currentTarget.value)}
                  data={["", ...Array.from({ length: 12 }, (_, index) => String(index + 1))]}
                />
                <TextInput label={words.endsOn} type="date" {...text("endsOn")} />
              </Stack>
            ) : null}
          </Stack>
        </Disclosure>
        <Text size="sm">{kit.consent.text}</Text>
        <Checkbox
          size="md"
          label={words.consent}
          checked={draft.agreed}
          error={faultOf("agreed")}
          onChange={(event) => set("agreed", event.currentTarget.checked)}
        />
        {kit.notice ? <FormNotice notice={kit.notice} /> : null}
        <Group gap="sm">
          <Button type="submit" size="md" loading={pending}>
            {before ? words.saveEdit : words.save}
          </Button>
          {before ? (
            <Button variant="default" size="md" onClick={() => onDone("")}>
              {words.cancel}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}

/** Whether something is written that is not asked of everybody. */
const hasMore = (draft: Draft): boolean => draft.isHealth || draft.note + draft.lastName !== "";

function Chips({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wear the look of the other fields
    <div role="group" aria-labelledby={id}>
      <Text id={id} fw={500} mb={6}>
        {label}
      </Text>
      {children}
    </div>
  );
}

function ChipLine({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <Chip key={value} value={value} variant="outline" size="md">
      {label}
    </Chip>
  ));
}

interface PlaceSelectProps {
  value: string | null;
  onChange: (code: string | null) => void;
}

/** A commune or intercommunalité of the Lot, found on the device itself. */
function PlaceSelect({ value, onChange }: PlaceSelectProps) {
  const places = usePlaces();
  const labels = new Map(places.map((place) => [place.code, labelOf(place)]));
  return (
    <Select
      label={words.territory}
      description={words.territoryHint}
      size="md"
      searchable
      clearable
      clearButtonProps={{ "aria-label": words.territoryHint }}
      value={value}
      onChange={onChange}
      data={places.map((place) => ({ value: place.code, label: labelOf(place) }))}
      filter={({ search }) => {
        const known = [...labels].find(([, label]) => label === search);
        const found = known ? places : placesLike(places, search, MOST_PLACES);
        return found
          .slice(0, MOST_PLACES)
          .map((place) => ({ value: place.code, label: labelOf(place) }));
      }}
    />
  );
}

const labelOf = ({ name, detail }: Place): string => (detail ? `${name} (${detail})` : name);
