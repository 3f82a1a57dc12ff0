import { useQuery } from "@tanstack/react-query";
import { readLists, readPlaces } from "./api";
import type { Place } from "./draft";

const FOREVER = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

export interface Choice {
  value: string;
  label: string;
}

/** Choices of a list of codes; without network the device has them from an earlier visit. */
export function useChoices(): (list: string) => Choice[] {
  const { data } = useQuery({
    queryKey: ["stand", "lists"],
    networkMode: "always",
    ...FOREVER,
    queryFn: readLists,
  });
  return (list) =>
    (data?.items.find(({ name }) => name === list)?.items ?? []).map(({ code, label }) => ({
      value: code,
      label,
    }));
}

/** Communes and intercommunalités, kept likewise. */
export function usePlaces(): Place[] {
  const { data } = useQuery({
    queryKey: ["stand", "places"],
    networkMode: "always",
    ...FOREVER,
    queryFn: readPlaces,
  });
  return (data?.items ?? [])
    .filter(({ kind }) => kind !== "departement")
    .map(({ code, name, kind, parent_name }) => ({
      code,
      name,
      detail: kind === "commune" ? (parent_name ?? "") : "",
    }));
}
