import { Button, Stack, Text } from "@mantine/core";
import { CodeMultiSelect, CodeSelect } from "@/components/CodeSelect";
import { Disclosure } from "@/components/Disclosure";
import { WishedTerritories } from "@/features/prospects/household/WishedTerritories";
import { household } from "@/i18n/fr/household";
import { routing } from "@/i18n/fr/routing";
import type { Wishes } from "./wishes";

interface WishesFormProps {
  /** The wishes of the file. */
  own: Wishes;
  value: Wishes;
  onChange: (wishes: Wishes) => void;
}

/** Other wishes to try out; each change asks again at once. */
export function WishesForm({ own, value, onChange }: WishesFormProps) {
  const words = household.factsLabels;
  return (
    <Disclosure label={routing.tryOthers}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {routing.tryHint}
        </Text>
        <WishedTerritories
          value={value.territories}
          onChange={(territories) => onChange({ ...value, territories })}
        />
        <CodeMultiSelect
          list="project_types"
          label={words.project_types}
          value={value.project_types}
          onChange={(project_types) => onChange({ ...value, project_types })}
        />
        <CodeSelect
          list="languages"
          label={words.language}
          clearable
          value={value.language}
          onChange={(language) => onChange({ ...value, language })}
        />
        <div>
          <Button size="compact-sm" variant="default" onClick={() => onChange(own)}>
            {routing.reset}
          </Button>
        </div>
      </Stack>
    </Disclosure>
  );
}
