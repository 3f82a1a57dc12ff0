import { useSyncExternalStore } from "react";
import { type CurrentUser, type SessionState, session } from "./session";

/** The session as React state. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** The signed-in person; null on public pages and while signing out. */
export function useCurrentUser(): CurrentUser | null {
  const state = useSession();
  return state.status === "signed_in" ? state.user : null;
}

/** Whether menus should offer something; the server decides for good. */
export function useMay(permission: string): boolean {
  return useCurrentUser()?.permissions.includes(permission) ?? false;
}
