import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** Where the register is downloaded. */
export const REGISTER_CSV = "/processing-register.csv";

/** The register of what is done with personal data. */
export function useRegister(enabled: boolean) {
  return useQuery({
    queryKey: ["processing-register"],
    enabled,
    queryFn: ({ signal }) =>
      call<Schema<"ProcessingRegister">>("GET", "/processing-register", { signal }),
  });
}

/** What people agreed to, text by text. */
export function useConsentRegister(enabled: boolean) {
  return useQuery({
    queryKey: ["consent-register"],
    enabled,
    queryFn: ({ signal }) =>
      call<Schema<"ConsentRegister">>("GET", "/consent-register", { signal }),
  });
}
