import { type Territory, useAllTerritories, WHOLE_LOT } from "@/api/reference";
import { useCurrentUser } from "@/api/use-session";
import { localResources } from "@/i18n/fr/local-resources";

interface Option {
  value: string;
  label: string;
}

/** The whole Lot, then every intercommunalité by name. */
export function useDirectoryTerritories(): Option[] {
  const { data } = useAllTerritories();
  return optionsOf(data ?? []);
}

/** Those of them whose entries this person keeps; the server decides for good. */
export function useOwnDirectoryTerritories(): Option[] {
  const options = useDirectoryTerritories();
  const roles = useCurrentUser()?.roles ?? [];
  if (roles.some(({ role }) => role === "programme_admin")) return options;
  const own = new Set(
    roles.filter(({ role }) => role === "referent").flatMap(({ territories }) => territories),
  );
  return own.has(WHOLE_LOT) ? options : options.filter(({ value }) => own.has(value));
}

function optionsOf(territories: readonly Territory[]): Option[] {
  const epcis = territories
    .filter((one) => one.kind === "epci")
    .map(({ code, name }) => ({ value: code, label: name }));
  return [{ value: WHOLE_LOT, label: localResources.wholeLot }, ...epcis];
}
