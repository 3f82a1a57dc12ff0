import { Group, Input, Pill, Stack } from "@mantine/core";
import { useId, useState } from "react";
import { type OccupationChoice, OccupationSelect } from "@/components/OccupationSelect";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import type { QuestionFieldProps } from "./QuestionField";

const NOTHING: OccupationChoice = { code: null, text: "" };

/** Several occupations of the ROME: each is picked, then stands as a pill that can be taken away. */
export function OccupationsField(props: QuestionFieldProps) {
  const { question, value, labels, readOnly, error, path, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState(NOTHING);
  const [named, setNamed] = useState<Record<string, string>>({});
  const codes = value.occupations ?? [];
  const nameOf = (code: string) => named[code] ?? labels[code] ?? code;
  const pick = (choice: OccupationChoice) => {
    const { code, text } = choice;
    if (code === null) return setTyped(choice);
    setTyped(NOTHING);
    setNamed((known) => ({ ...known, [code]: text }));
    if (!codes.includes(code)) onChange({ occupations: [...codes, code] });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wear the look of the other fields
    <div role="group" aria-labelledby={id} data-path={path}>
      <Input.Label id={id} labelElement="div" required={question.required}>
        {question.label}
      </Input.Label>
      <Stack gap="xs" mt={4}>
        {question.help ? <Input.Description>{question.help}</Input.Description> : null}
        {codes.length > 0 ? (
          <Group gap="xs">
            {codes.map((code) => (
              <Pill
                key={code}
                size="md"
                withRemoveButton={!readOnly}
                removeButtonProps={{
                  "aria-label": needsSurveys.occupationRemove(nameOf(code)),
                  "aria-hidden": false,
                  tabIndex: 0,
                }}
                onRemove={() => onChange({ occupations: codes.filter((one) => one !== code) })}
              >
                {nameOf(code)}
              </Pill>
            ))}
          </Group>
        ) : null}
        {readOnly ? null : (
          <OccupationSelect
            aria-label={`${question.label} ${needsSurveys.occupationAdd}`}
            description={needsSurveys.occupationsHint}
            value={typed}
            onChange={pick}
            error={error}
          />
        )}
      </Stack>
    </div>
  );
}
