import { Button, Fieldset, Group, Select, SimpleGrid, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { TerritoryMultiSelect } from "@/components/TerritoryMultiSelect";
import { usePartnerOptions } from "@/features/partners/api";
import { users } from "@/i18n/fr/administration";
import { common } from "@/i18n/fr/common";
import type { Grant, UserBody } from "./api";

/** Accounts of employers are made on the page of their employer. */
const STAFF = ["programme_admin", "referent", "copil_reader"];

export const NO_GRANT: Grant = {
  role: "referent",
  partner_id: null,
  territories: [],
  project_types: [],
  valid_from: null,
  valid_to: null,
};

/** Roles with their partner, places, project types and dates. */
export function GrantsField({ form }: { form: UseFormReturnType<UserBody> }) {
  const partners = usePartnerOptions();
  return (
    <Stack gap="sm">
      {form.values.grants.map((grant, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grants have no identity but their place
        <Fieldset key={index} legend={users.grant(index + 1)}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <CodeSelect
                list="roles"
                only={grant.employer_id ? undefined : STAFF}
                label={users.role}
                allowDeselect={false}
                required
                {...form.getInputProps(`grants.${index}.role`)}
              />
              <Select
                searchable
                clearable
                label={users.partner}
                data={partners}
                {...form.getInputProps(`grants.${index}.partner_id`)}
              />
            </SimpleGrid>
            <TerritoryMultiSelect
              label={users.territories}
              description={users.territoriesHint}
              {...form.getInputProps(`grants.${index}.territories`)}
            />
            <CodeMultiSelect
              list="project_types"
              label={users.projectTypes}
              description={users.projectTypesHint}
              {...form.getInputProps(`grants.${index}.project_types`)}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <DateField
                label={users.validFrom}
                {...form.getInputProps(`grants.${index}.valid_from`)}
              />
              <DateField
                label={users.validTo}
                {...form.getInputProps(`grants.${index}.valid_to`)}
              />
            </SimpleGrid>
            <Group justify="flex-end">
              <Button
                variant="default"
                aria-label={`${common.remove} : ${users.removeGrant(index + 1)}`}
                onClick={() => form.removeListItem("grants", index)}
              >
                {common.remove}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      ))}
      <div>
        <Button variant="default" onClick={() => form.insertListItem("grants", NO_GRANT)}>
          {users.addGrant}
        </Button>
      </div>
    </Stack>
  );
}
