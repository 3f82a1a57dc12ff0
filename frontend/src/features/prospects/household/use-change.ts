import { useState } from "react";
import { toastDone, toastProblem } from "@/components/toasts";
import { household } from "@/i18n/fr/household";
import { useRefreshProspects } from "../api";

/** Runs a change asked by one press: says that it worked or why it did not, and reads the file again. */
export function useChange() {
  const refresh = useRefreshProspects();
  const [pending, setPending] = useState(false);
  const run = async (change: () => Promise<unknown>, done: string = household.saved) => {
    setPending(true);
    try {
      await change();
      toastDone(done);
    } catch (error) {
      toastProblem(error);
    }
    await refresh();
    setPending(false);
  };
  return { run, pending };
}

/** For dialogs: sends, then reads the file again; refusals go back to the dialog. */
export function useSend() {
  const refresh = useRefreshProspects();
  return async (send: () => Promise<unknown>, done: string = household.saved): Promise<true> => {
    await send();
    toastDone(done);
    await refresh();
    return true;
  };
}
