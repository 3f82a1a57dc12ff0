import { Chip, Group, Input } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useCodes } from "@/api/reference";

interface ChipFieldProps {
  label: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  /** Name of the reference list that holds the choices. */
  list: string;
  value: string[];
  onChange: (codes: string[]) => void;
  /** As large as the other fields of its form. */
  size?: "sm" | "md";
  /** Where the form finds the field again. */
  "data-path"?: string;
}

/** Several codes of a short list, all in sight: quicker than a menu, on a phone above all. */
export function ChipField({ label, description, error, list, size, ...props }: ChipFieldProps) {
  const id = useId();
  const choices = useCodes(list).data ?? [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wear the look of the other fields
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-description ${id}-error`}
      data-path={props["data-path"]}
    >
      <Input.Label id={`${id}-label`} labelElement="div" size={size}>
        {label}
      </Input.Label>
      {description ? (
        <Input.Description id={`${id}-description`} size={size}>
          {description}
        </Input.Description>
      ) : null}
      <Chip.Group multiple value={props.value} onChange={props.onChange}>
        <Group gap="xs" mt={6}>
          {choices.map((choice) => (
            <Chip key={choice.code} value={choice.code} variant="outline">
              {choice.label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error ? (
        <Input.Error id={`${id}-error`} mt={6}>
          {error}
        </Input.Error>
      ) : null}
    </div>
  );
}
