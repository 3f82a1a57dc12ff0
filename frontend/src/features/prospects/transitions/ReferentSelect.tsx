import { Select, type SelectProps } from "@mantine/core";
import { useCurrentUser, useMay } from "@/api/use-session";
import { fields } from "@/i18n/fr/fields";
import { transitions } from "@/i18n/fr/transitions";
import { useReferents } from "../api";

/** Référents one may give a file to: all of them for the programme, oneself for a référent. */
export function ReferentSelect(props: Omit<SelectProps, "data">) {
  const mayAssign = useMay("assign_referents");
  const own = useCurrentUser()?.referent_id ?? null;
  const referents = useReferents();
  const choices = (referents.data ?? []).filter((one) => mayAssign || one.id === own);
  return (
    <Select
      searchable
      placeholder={transitions.referentPlaceholder}
      nothingFoundMessage={fields.nothingFound}
      disabled={referents.isPending}
      error={referents.isError ? fields.listsUnavailable : undefined}
      data={choices.map((one) => ({
        value: one.id,
        label: `${one.display_name} — ${transitions.load(one.open_files, one.capacity)}`,
      }))}
      {...props}
    />
  );
}
