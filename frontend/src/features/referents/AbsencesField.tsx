import { Button, Fieldset, Group, Select, SimpleGrid, Stack } from "@mantine/core";
import { DateField } from "@/components/DateField";
import { referents } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import { useReferentOptions } from "./api";
import { type AbsenceValues, NO_ABSENCE } from "./values";

/** What this field needs of a form: any that holds absences has it. */
interface AbsencesForm {
  values: { absences: AbsenceValues[] };
  getInputProps: (path: string) => object;
  insertListItem: (path: "absences", absence: AbsenceValues) => void;
  removeListItem: (path: "absences", index: number) => void;
}

interface AbsencesFieldProps {
  form: AbsencesForm;
  /** The référent edited, who cannot replace themself. */
  ownId: string | undefined;
}

/** Times away, each with somebody who takes over. */
export function AbsencesField({ form, ownId }: AbsencesFieldProps) {
  const substitutes = useReferentOptions().filter(({ value }) => value !== ownId);
  return (
    <Stack gap="sm">
      {form.values.absences.map((absence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: absences have no identity but their place
        <Fieldset key={index} legend={referents.absence(index + 1)}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DateField
              label={referents.from}
              {...form.getInputProps(`absences.${index}.from_on`)}
            />
            <DateField
              label={referents.to}
              minDate={absence.from_on ?? undefined}
              {...form.getInputProps(`absences.${index}.to_on`)}
            />
          </SimpleGrid>
          <Group mt="sm" align="flex-end">
            <Select
              flex={1}
              searchable
              clearable
              label={referents.substitute}
              data={substitutes}
              {...form.getInputProps(`absences.${index}.substitute_id`)}
            />
            <Button
              variant="default"
              aria-label={`${common.remove} : ${referents.removeAbsence(index + 1)}`}
              onClick={() => form.removeListItem("absences", index)}
            >
              {common.remove}
            </Button>
          </Group>
        </Fieldset>
      ))}
      <div>
        <Button variant="default" onClick={() => form.insertListItem("absences", NO_ABSENCE)}>
          {referents.addAbsence}
        </Button>
      </div>
    </Stack>
  );
}
