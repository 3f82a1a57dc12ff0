import { useLabelOf, useTerritoryName } from "@/api/reference";
import { formatList } from "@/i18n/format";
import { users } from "@/i18n/fr/administration";
import type { Grant } from "./api";

/** "Référent (CC Grand-Figeac et Cahors)" from a grant. */
export function useGrantText(): (grant: Grant) => string {
  const role = useLabelOf("roles");
  const territory = useTerritoryName();
  return (grant) =>
    users.grantShown(role(grant.role), formatList((grant.territories ?? []).map(territory)));
}
