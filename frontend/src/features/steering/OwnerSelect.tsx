import { Select } from "@mantine/core";
import { usePartnerOptions } from "@/features/partners/api";
import { fields } from "@/i18n/fr/fields";
import { steering } from "@/i18n/fr/steering";
import { useUserOptions } from "./api";
import { type Owner, ownerOf, tokenOf } from "./owner";

interface OwnerSelectProps {
  label: string;
  value: Owner;
  onChange: (owner: Owner) => void;
  error?: React.ReactNode;
}

/** Who answers for something: an account or a partner, in one list. */
export function OwnerSelect({ label, value, onChange, error }: OwnerSelectProps) {
  const users = useUserOptions(true);
  const partners = usePartnerOptions();
  const named = (kind: "user" | "partner", options: { value: string; label: string }[]) =>
    options.map((one) => ({ value: `${kind}:${one.value}`, label: one.label }));
  return (
    <Select
      label={label}
      data={[
        { group: steering.memberUsers, items: named("user", users) },
        { group: steering.guestPartner, items: named("partner", partners) },
      ]}
      searchable
      clearable
      placeholder={fields.choose}
      nothingFoundMessage={fields.nothingFound}
      clearButtonProps={{ "aria-label": fields.clear }}
      value={tokenOf(value)}
      onChange={(token) => onChange(ownerOf(token))}
      error={error}
    />
  );
}
