import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { toastDone, toastProblem } from "@/components/toasts";
import { useRefreshProspects } from "@/features/prospects/api";
import { formatList } from "@/i18n/format";
import { routing } from "@/i18n/fr/routing";
import { proposeBest } from "./api";
import type { Routed } from "./types";

/** One press: the table chooses, the person is told, the screen says who. `pending` names the file. */
export function useProposeBest() {
  const refresh = useRefreshProspects();
  const reason = useLabelOf("pool_reasons");
  const [pending, setPending] = useState<string | null>(null);
  const propose = async (prospectId: string) => {
    setPending(prospectId);
    try {
      toastDone(outcomeOf(await proposeBest(prospectId), reason));
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(null);
  };
  return { propose, pending };
}

/** What came of it, in one sentence; `reason` puts the code of the pool into words. */
function outcomeOf(
  { territorial, technical, pool_reason }: Routed,
  reason: (code: string) => string,
): string {
  const asked = [territorial, technical].flatMap((one) => one?.referent_name ?? []);
  if (pool_reason !== null) return routing.toPool(reason(pool_reason));
  return asked.length === 0 ? routing.bestNothing : routing.bestDone(formatList(asked));
}
