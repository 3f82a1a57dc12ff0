import { Checkbox, Input, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useLabelOf } from "@/api/reference";
import { contactForm } from "@/i18n/fr/contact-form";
import type { ConsentText } from "./api";

interface ConsentsFieldProps {
  texts: readonly ConsentText[];
  value: string[];
  error?: string;
  onChange: (purposes: string[]) => void;
}

/** One box per purpose, unticked, with the whole text that is agreed to. */
export function ConsentsField({ texts, value, error, onChange }: ConsentsFieldProps) {
  const id = useId();
  const label = useLabelOf("consent_purposes");
  const toggle = (purpose: string, agreed: boolean) =>
    onChange(agreed ? [...value, purpose] : value.filter((one) => one !== purpose));
  return (
    <Stack data-path="consents">
      {texts.map(({ purpose, text, required }) => (
        <Checkbox
          key={purpose}
          checked={value.includes(purpose)}
          required={required}
          error={required && error !== undefined}
          aria-describedby={required && error ? `${id}-error` : undefined}
          onChange={(event) => toggle(purpose, event.currentTarget.checked)}
          label={
            <>
              <Text component="span" display="block" fw={600}>
                {label(purpose)}
                <Text component="span" fw={400} size="sm" c="dimmed">
                  {` · ${required ? contactForm.consentRequired : contactForm.consentOptional}`}
                </Text>
              </Text>
              <Text component="span" display="block">
                {text}
              </Text>
            </>
          }
        />
      ))}
      {error ? <Input.Error id={`${id}-error`}>{error}</Input.Error> : null}
    </Stack>
  );
}
