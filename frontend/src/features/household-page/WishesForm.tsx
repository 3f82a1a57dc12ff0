import { Alert, Button, Checkbox, Group, Radio, Stack, Text } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asProblem } from "@/api/problem";
import { useCodes } from "@/api/reference";
import { ChipField } from "@/components/ChipField";
import { FormProblems, useFormSubmit } from "@/components/form";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { householdPage } from "@/i18n/fr/household-page";
import { changeWishes, type HouseholdPage, pageKey, readPage } from "./api";
import { changesOf, checkWishes, isStale, placesMax, valuesOf, type WishesValues } from "./wishes";

interface WishesFormProps {
  page: HouseholdPage;
  link: string;
  /** The page read again while the form was open. */
  onRead: (page: HouseholdPage) => void;
  onSaved: (page: HouseholdPage) => void;
  onCancel: () => void;
}

const LABELS = {
  wished_territories: householdPage.territories,
  territory_indifferent: householdPage.territories,
  project_types: householdPage.projectTypes,
  horizon: householdPage.horizon,
};

/** Other wishes: where, what, when. */
export function WishesForm({ page, link, onRead, onSaved, onCancel }: WishesFormProps) {
  const queries = useQueryClient();
  // What the typed values are compared with: the wishes that were on the page when the form opened.
  const [base, setBase] = useState(page);
  const [overtaken, setOvertaken] = useState(false);
  const before = valuesOf(base.wishes);
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const form = useForm<WishesValues>({
    initialValues: before,
    validate: (values) => checkWishes(before, values),
  });
  const submit = useFormSubmit(form, async (values) => {
    const changes = changesOf(before, values);
    if (Object.keys(changes).length === 0) return onCancel();
    try {
      onSaved(await changeWishes(link, base, changes));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401) await queries.invalidateQueries({ queryKey: pageKey(link) });
      if (!isStale(problem)) throw problem;
      const stored = await readPage(link);
      if (Object.keys(changesOf(before, valuesOf(stored.wishes))).length === 0) {
        // Something else of the file changed: these wishes still are the answer to what was read.
        return onSaved(await changeWishes(link, stored, changes));
      }
      onRead(stored);
      setBase(stored);
      setOvertaken(true);
    }
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack gap="lg">
        <Text ref={start} tabIndex={-1} c="dimmed">
          {householdPage.changeIntro}
        </Text>
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        {overtaken ? (
          <Alert color="ochre" role="alert" title={householdPage.changedMeanwhile}>
            {householdPage.changedMeanwhileText}
          </Alert>
        ) : null}
        <WishFields form={form} places={placesMax(base.wishes)} />
        {submit.problem?.code === "network" ? (
          <Alert color="ochre">{householdPage.keptHere}</Alert>
        ) : null}
        <Group>
          <Button type="submit" loading={submit.pending}>
            {householdPage.save}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {householdPage.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface WishFieldsProps {
  form: UseFormReturnType<WishesValues>;
  /** How many places may be named. */
  places: number;
}

function WishFields({ form, places }: WishFieldsProps) {
  const horizons = useCodes("horizons").data ?? [];
  return (
    <>
      <Stack gap="xs">
        <TerritoryMultiSelect
          label={householdPage.territories}
          description={householdPage.territoriesHint(places)}
          kinds={["epci", "commune"]}
          maxValues={places}
          disabled={form.values.undecided}
          size="md"
          {...form.getInputProps("wished_territories")}
        />
        <Checkbox
          label={householdPage.undecided}
          size="md"
          {...form.getInputProps("undecided", { type: "checkbox" })}
        />
      </Stack>
      <ChipField
        label={householdPage.projectTypes}
        description={householdPage.severalAnswers}
        list="project_types"
        size="md"
        value={form.values.project_types}
        {...form.getInputProps("project_types")}
      />
      <Radio.Group label={householdPage.horizon} size="md" {...form.getInputProps("horizon")}>
        <Stack gap="xs" mt="xs">
          {horizons.map(({ code, label }) => (
            <Radio key={code} value={code} label={label} size="md" />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}
