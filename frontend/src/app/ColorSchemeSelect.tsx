import { type MantineColorScheme, NativeSelect, useMantineColorScheme } from "@mantine/core";
import { navigation } from "@/i18n/fr/navigation";

/** Light, dark or as the device; remembered in this browser only. */
export function ColorSchemeSelect() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      label={navigation.colorScheme}
      size="sm"
      w="12rem"
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
      data={[
        { value: "auto", label: navigation.schemeAuto },
        { value: "light", label: navigation.schemeLight },
        { value: "dark", label: navigation.schemeDark },
      ]}
    />
  );
}
