import { Group, Pill, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useCodes } from "@/api/reference";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { OccupationSelect } from "@/components/OccupationSelect";
import { newProspect as words } from "@/i18n/fr/newProspect";
import { sensitive } from "@/i18n/fr/sensitive";
import type { NewValues } from "./new-values";

type Form = UseFormReturnType<NewValues>;

/** What helps but can wait. */
export function MoreFields({ form }: { form: Form }) {
  return (
    <Stack gap="sm" mt="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <OccupationSelect
          label={words.occupation}
          value={form.values.occupation}
          onChange={(occupation) => form.setFieldValue("occupation", occupation)}
        />
        <CodeSelect
          list="household_kinds"
          label={words.kind}
          clearable
          {...form.getInputProps("household_kind")}
        />
        <TextInput label={words.partnerFirstName} {...form.getInputProps("partner_first_name")} />
        <OccupationSelect
          label={words.partnerOccupation}
          value={form.values.partner_occupation}
          onChange={(occupation) => form.setFieldValue("partner_occupation", occupation)}
        />
        <CodeSelect
          list="horizons"
          label={words.horizon}
          clearable
          {...form.getInputProps("horizon")}
        />
        <CodeSelect
          list="housing_wishes"
          label={words.housing}
          clearable
          {...form.getInputProps("housing_wish")}
        />
        <TextInput label={words.postalCode} {...form.getInputProps("postal_code")} />
        <TextInput label={words.city} {...form.getInputProps("city")} />
      </SimpleGrid>
      <Children form={form} />
      <CodeMultiSelect list="need_themes" label={words.needs} {...form.getInputProps("needs")} />
      <Textarea
        label={words.message}
        description={sensitive.readable}
        autosize
        minRows={2}
        {...form.getInputProps("message")}
      />
    </Stack>
  );
}

/** One age band per child; the same band twice is two children. */
function Children({ form }: { form: Form }) {
  const bands = useCodes("age_bands").data ?? [];
  const label = (code: string) => bands.find((band) => band.code === code)?.label ?? code;
  const { children } = form.values;
  const without = (index: number) => children.filter((_, place) => place !== index);
  return (
    <Stack gap={6}>
      <Select
        key={children.length}
        label={words.children}
        placeholder={words.addChild}
        data={bands.map((band) => ({ value: band.code, label: band.label }))}
        value={null}
        onChange={(band) => {
          if (band) form.setFieldValue("children", [...children, band]);
        }}
      />
      <Group gap={6}>
        {children.map((band, index) => (
          <Pill
            // biome-ignore lint/suspicious/noArrayIndexKey: children have nothing else that tells them apart
            key={`${band}-${index}`}
            size="lg"
            withRemoveButton
            removeButtonProps={{
              "aria-label": words.removeChild(label(band)),
              "aria-hidden": false,
              tabIndex: 0,
            }}
            onRemove={() => form.setFieldValue("children", without(index))}
          >
            {label(band)}
          </Pill>
        ))}
      </Group>
    </Stack>
  );
}
