import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import type { Referent } from "@/features/referents/api";
import {
  type AbsenceValues,
  bodyOf,
  valuesOf as referentValues,
} from "@/features/referents/values";

export const MY_REFERENT = "/my-referent";

/** What a référent decides alone; zones and project types are the programme's business. */
export type MyReferentValues = {
  email: string;
  phone: string;
  languages: string[];
  capacity: number | string;
  absences: AbsenceValues[];
};

export function valuesOf(referent: Referent): MyReferentValues {
  const { email, phone, languages, capacity, absences } = referentValues(referent);
  return { email, phone, languages, capacity, absences };
}

/** Body of the change: empty capacity means no limit, an absence with one date lasts that day. */
export function patchOf(referent: Referent, values: MyReferentValues): Schema<"MyReferentPatch"> {
  const { email, phone, languages, capacity, absences } = bodyOf({
    ...referentValues(referent),
    ...values,
  });
  return { email, phone, languages, capacity, absences };
}

export const readMyReferent = (): Promise<Referent> => call("GET", MY_REFERENT);

export function useMyReferent(enabled: boolean) {
  return useQuery({
    queryKey: [MY_REFERENT],
    enabled,
    queryFn: ({ signal }) => call<Referent>("GET", MY_REFERENT, { signal }),
  });
}

export const updateMyReferent = (referent: Referent, values: MyReferentValues) =>
  call<Referent>("PATCH", MY_REFERENT, {
    body: patchOf(referent, values),
    headers: ifMatch(referent),
  });
