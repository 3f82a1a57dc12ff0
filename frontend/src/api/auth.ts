import { ifMatch } from "./preconditions";
import { asProblem } from "./problem";
import { type CurrentUser, type SessionAnswer, session } from "./session";
import { call } from "./transport";
import type { Schema } from "./types";

/** A device or browser where the person is signed in. */
export type DeviceSession = Schema<"DeviceSession">;

/** A second factor that waits for its first code. */
export type TotpEnrolment = Schema<"TotpEnrolment">;

/** Signs in. @throws Problem `invalid_credentials`, `totp_required`, `rate_limited` */
export async function login(
  email: string,
  password: string,
  totpCode?: string,
): Promise<CurrentUser> {
  const body: Schema<"LoginRequest"> = {
    email,
    password,
    ...(totpCode ? { totp_code: totpCode } : {}),
  };
  const answer = await call<SessionAnswer>("POST", "/auth/login", { body });
  session.accept(answer);
  return answer.user;
}

/** Ends this session; the browser forgets it even when the server cannot be told. */
export async function logout(): Promise<void> {
  try {
    await call<void>("POST", "/auth/logout");
  } catch (error) {
    if (!asProblem(error).isTransient && asProblem(error).status !== 401) throw error;
  } finally {
    session.signOut();
  }
}

/** Ends every session of this person, this one included. */
export async function logoutEverywhere(): Promise<void> {
  await call<void>("POST", "/auth/logout-everywhere");
  session.signOut();
}

export const readMe = (): Promise<CurrentUser> => call("GET", "/auth/me");

/** Changes one's own name. @throws Problem `precondition_failed` when changed elsewhere meanwhile */
export async function updateMe(me: CurrentUser, names: Schema<"MePatch">): Promise<CurrentUser> {
  const user = await call<CurrentUser>("PATCH", "/auth/me", { body: names, headers: ifMatch(me) });
  session.updateUser(user);
  return user;
}

export const changePassword = (current_password: string, new_password: string): Promise<void> =>
  call("POST", "/auth/password", { body: { current_password, new_password } });

/** Asks for the mail with the link; the answer is the same for unknown addresses. */
export const requestPasswordReset = (email: string): Promise<void> =>
  call("POST", "/auth/password-resets", { body: { email } });

/** Sets a password with the single-use token of an invitation or reset mail. */
export const confirmPasswordReset = (token: string, password: string): Promise<void> =>
  call("POST", "/auth/password-resets/confirm", { body: { token, password } });

export const listSessions = async (): Promise<DeviceSession[]> =>
  (await call<Schema<"DeviceSessionList">>("GET", "/auth/sessions")).items;

export const endSession = (id: string): Promise<void> => call("DELETE", `/auth/sessions/${id}`);

export const startTotp = (): Promise<TotpEnrolment> => call("POST", "/auth/totp");

/** Confirms the second factor; returns the recovery codes, shown once. */
export const confirmTotp = async (code: string): Promise<string[]> =>
  (await call<Schema<"RecoveryCodes">>("POST", "/auth/totp/confirm", { body: { code } }))
    .recovery_codes;

export const disableTotp = (password: string): Promise<void> =>
  call("POST", "/auth/totp/disable", { body: { password } });
