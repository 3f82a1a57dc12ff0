import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { administration } from "@/i18n/fr/administration";

/** Words to filter a list by; the list is asked once typing pauses. */
export function SearchField({ onSearch }: { onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState("");
  const ask = useDebouncedCallback(onSearch, 250);
  return (
    <TextInput
      type="search"
      label={administration.search}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}
