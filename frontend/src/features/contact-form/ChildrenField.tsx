import { ActionIcon, Group, Input, Stack, Text } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useId } from "react";
import { useCodes } from "@/api/reference";
import { contactForm } from "@/i18n/fr/contact-form";
import { CHILDREN_MAX, childrenCount } from "./answers";

interface ChildrenFieldProps {
  value: Record<string, number>;
  error?: string;
  onChange: (children: Record<string, number>) => void;
}

/** How many children of each age; the only thing asked about them. */
export function ChildrenField({ value, error, onChange }: ChildrenFieldProps) {
  const id = useId();
  const bands = useCodes("age_bands").data ?? [];
  const total = childrenCount(value);
  const change = (band: string, by: number) =>
    onChange({ ...value, [band]: Math.max(0, (value[band] ?? 0) + by) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wear the look of the other fields
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      data-path="children"
    >
      <Input.Label id={`${id}-label`} labelElement="div">
        {contactForm.optional(contactForm.children)}
      </Input.Label>
      <Input.Description id={`${id}-hint`}>{contactForm.childrenHint}</Input.Description>
      <Stack gap={4} mt="xs" maw="22rem">
        {bands.map(({ code, label }) => (
          <Group key={code} justify="space-between" wrap="nowrap">
            <Text>{label}</Text>
            <Group gap="sm" wrap="nowrap">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={contactForm.removeChild(label)}
                disabled={(value[code] ?? 0) === 0}
                onClick={() => change(code, -1)}
              >
                <IconMinus size={18} aria-hidden />
              </ActionIcon>
              <Text w="1.5rem" ta="center" fw={600}>
                {value[code] ?? 0}
              </Text>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={contactForm.addChild(label)}
                disabled={total >= CHILDREN_MAX}
                onClick={() => change(code, 1)}
              >
                <IconPlus size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt={4} role="status">
        {total > 0 ? contactForm.childrenTotal(total) : null}
      </Text>
      {error ? <Input.Error mt={4}>{error}</Input.Error> : null}
    </div>
  );
}
