import { Select, type SelectProps } from "@mantine/core";
import { useCurrentUser, useMay } from "@/api/use-session";
import { common } from "@/i18n/fr/common";
import { fields } from "@/i18n/fr/fields";
import { transitions } from "@/i18n/fr/transitions";
import { useReferents } from "../api";

interface ReferentSelectProps extends Omit<SelectProps, "data"> {
  /** Everybody, to hand over or to join in; else only those one may give a file to. */
  everybody?: boolean;
  /** The one who cannot be chosen. */
  except?: string;
}

/** Référents one may give a file to: all of them for the programme, oneself for a référent. */
export function ReferentSelect({ everybody = false, except, ...props }: ReferentSelectProps) {
  const mayAssign = useMay("assign_referents");
  const own = useCurrentUser()?.referent_id ?? null;
  const referents = useReferents();
  const choices = (referents.data ?? []).filter(
    (one) => one.id !== except && (everybody || mayAssign || one.id === own),
  );
  return (
    <Select
      searchable
      placeholder={transitions.referentPlaceholder}
      // Never disabled: a dialog that opens with focus here must not lose it while names arrive.
      nothingFoundMessage={referents.isPending ? common.loading : fields.nothingFound}
      error={referents.isError ? fields.listsUnavailable : undefined}
      data={choices.map((one) => ({
        value: one.id,
        label: `${one.display_name} — ${transitions.load(one.open_files, one.capacity)}`,
      }))}
      {...props}
    />
  );
}
