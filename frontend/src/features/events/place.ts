import { fold } from "@/components/fold";

interface Placed {
  place: string | null;
  commune_name: string | null;
}

/** Where people go, in one line: the place and its commune, unless the place names it already. */
export function placeOf({ place, commune_name }: Placed): string {
  const named = place && commune_name && fold(place).includes(fold(commune_name));
  return [place, named ? null : commune_name].filter(Boolean).join(", ");
}
