import { Button, Group, Pill, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type TerritoryChoice, TerritorySelect } from "@/components/TerritorySelect";
import { household } from "@/i18n/fr/household";

interface WishedTerritoriesProps {
  value: TerritoryChoice[];
  onChange: (territories: TerritoryChoice[]) => void;
  error?: ReactNode;
  disabled?: boolean;
}

/** Wished territories in order of preference, found by name. */
export function WishedTerritories({ value, onChange, error, disabled }: WishedTerritoriesProps) {
  const [chosen, setChosen] = useState<TerritoryChoice | null>(null);
  const add = () => {
    if (chosen && !value.some((one) => one.code === chosen.code)) onChange([...value, chosen]);
    setChosen(null);
  };
  return (
    <Stack gap={6}>
      <Group align="flex-end" gap="xs">
        <TerritorySelect
          key={value.length}
          flex="1 1 14rem"
          label={household.factsLabels.wished_territories}
          value={chosen}
          onChange={setChosen}
          error={error}
          disabled={disabled}
        />
        <Button variant="default" onClick={add} disabled={disabled || chosen === null}>
          {household.addTerritory}
        </Button>
      </Group>
      <Group gap={6}>
        {value.map((one, index) => (
          <Pill
            key={one.code}
            size="lg"
            withRemoveButton
            removeButtonProps={{
              "aria-label": household.removeTerritory(one.name),
              "aria-hidden": false,
              tabIndex: 0,
            }}
            onRemove={() => onChange(value.filter((kept) => kept.code !== one.code))}
          >
            <Text span size="sm">{`${index + 1}. ${one.name}`}</Text>
          </Pill>
        ))}
      </Group>
    </Stack>
  );
}
