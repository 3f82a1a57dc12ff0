import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asProblem } from "@/api/problem";
import { useLabelOf } from "@/api/reference";
import { toastDone, toastProblem, toastUndo } from "@/components/toasts";
import { transitions } from "@/i18n/fr/transitions";
import { moveProspect, prospectQuery, useRefreshProspects, type Versioned } from "../api";
import type { Prospect } from "../types";
import { asksNothing, demandsOf, isReversible, type Situation } from "./rules";
import { TransitionDialog, useAllowedText } from "./TransitionDialog";

/** A file about to move, from a list or from its own page. */
export interface Movable extends Versioned {
  name: string;
  situation: Situation;
}

/**
 * Moves files: at once when nothing is to be asked, with a way back when the machine has one;
 * otherwise through a dialog. `move` ends when the file has moved or the person gave up.
 */
export function useMove(): {
  move: (file: Movable, to: string) => Promise<void>;
  dialog: ReactNode;
} {
  const queries = useQueryClient();
  const refresh = useRefreshProspects();
  const label = useLabelOf("prospect_statuses");
  const allowedText = useAllowedText();
  const [asked, setAsked] = useState<{ prospect: Prospect; to: string; end: () => void } | null>(
    null,
  );

  const fail = (error: unknown, name: string) => {
    const problem = asProblem(error);
    toastProblem(error, allowedText(problem) ?? transitions.refused(name));
  };

  const atOnce = async (file: Movable, to: string) => {
    const moved = await moveProspect(file, { to });
    const from = file.situation.status;
    const text = transitions.done(file.name, label(to));
    if (isReversible(from, to, file.situation)) {
      toastUndo(text, async () => {
        await moveProspect(moved, { to: from });
        await refresh();
      });
    } else toastDone(text);
  };

  const ask = async (file: Movable, to: string) => {
    const prospect = await queries.fetchQuery({ ...prospectQuery(file.id), staleTime: 0 });
    await new Promise<void>((end) => setAsked({ prospect, to, end }));
  };

  const move = async (file: Movable, to: string) => {
    try {
      await (asksNothing(demandsOf(to, file.situation)) ? atOnce(file, to) : ask(file, to));
    } catch (error) {
      fail(error, file.name);
    }
    await refresh();
  };

  const dialog = asked ? (
    <TransitionDialog
      prospect={asked.prospect}
      to={asked.to}
      onDone={() => toastDone(transitions.done(asked.prospect.number, label(asked.to)))}
      onClose={() => {
        asked.end();
        setAsked(null);
      }}
    />
  ) : null;
  return { move, dialog };
}
