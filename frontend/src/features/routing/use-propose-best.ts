import { useState } from "react";
import { toastDone, toastProblem } from "@/components/toasts";
import { useRefreshProspects } from "@/features/prospects/api";
import { formatList } from "@/i18n/format";
import { routing } from "@/i18n/fr/routing";
import { type Proposals, proposeBest } from "./api";

/** One press: the table chooses, the person is told, the screen says who. `pending` names the file. */
export function useProposeBest() {
  const refresh = useRefreshProspects();
  const [pending, setPending] = useState<string | null>(null);
  const propose = async (prospectId: string) => {
    setPending(prospectId);
    try {
      toastDone(outcomeOf(await proposeBest(prospectId)));
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(null);
  };
  return { propose, pending };
}

/** What came of it, in one sentence. */
function outcomeOf({ territorial, technical, pool_reason }: Proposals): string {
  const asked = [territorial, technical].flatMap((one) => one?.referent_name ?? []);
  if (pool_reason !== null) return routing.toPool(routing.poolReasons[pool_reason] ?? pool_reason);
  return asked.length === 0 ? routing.bestNothing : routing.bestDone(formatList(asked));
}
