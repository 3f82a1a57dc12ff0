import { networkProblem, type Problem, problemOf } from "./problem";
import type { Schema } from "./types";

/** The signed-in person, as `GET /auth/me` describes them. */
export type CurrentUser = Schema<"CurrentUser">;

/** What login and refresh answer. */
export type SessionAnswer = Schema<"Session">;

export type SessionState =
  | { status: "unknown" }
  | { status: "anonymous"; ended: boolean }
  | { status: "signed_in"; user: CurrentUser };

/** Refresh this long before expiry, so that a request in flight never meets a dead token. */
const MARGIN_MS = 30_000;
const LOCK = "ohmylot-refresh";

/**
 * The one place that knows the access token. It lives in memory only: reloading the page
 * asks for a new one with the HttpOnly refresh cookie.
 */
export class SessionStore {
  #state: SessionState = { status: "unknown" };
  #token: string | null = null;
  #expiresAt = 0;
  #refreshing: Promise<boolean> | null = null;
  #listeners = new Set<() => void>();
  #channel = openChannel();

  constructor() {
    this.#channel?.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.data === "signed_out") this.#drop(true);
    });
  }

  /** Registers a listener; the shape useSyncExternalStore wants. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get = (): SessionState => this.#state;

  /** Takes over the answer of login or refresh. */
  accept(answer: SessionAnswer): void {
    this.#token = answer.access_token;
    this.#expiresAt = Date.now() + answer.expires_in * 1000;
    this.#set({ status: "signed_in", user: answer.user });
  }

  /** Replaces the user after a profile change, keeping the token. */
  updateUser(user: CurrentUser): void {
    this.#set({ status: "signed_in", user });
  }

  /** Forgets the session here and in the other tabs. */
  signOut(): void {
    this.#drop(false);
    this.#channel?.postMessage("signed_out");
  }

  /** A usable access token, refreshed when it is about to end; null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.#token === null) return null;
    if (Date.now() < this.#expiresAt - MARGIN_MS) return this.#token;
    return (await this.refresh()) ? this.#token : null;
  }

  /** True when somebody is signed in; asks the refresh cookie once after a page load. */
  async ensure(): Promise<boolean> {
    if (this.#state.status === "signed_in") return true;
    if (this.#state.status === "anonymous") return false;
    return this.refresh();
  }

  /**
   * Gets a new access token with the cookie. Single flight in this tab, and one tab at a time:
   * the server takes a second use of the same refresh token for theft and ends the session.
   * @throws Problem when the server cannot be reached or fails; the session is then kept.
   */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#exclusively().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #exclusively(): Promise<boolean> {
    const locks = globalThis.navigator?.locks;
    return locks ? await locks.request(LOCK, () => this.#askServer()) : await this.#askServer();
  }

  async #askServer(mayWait = true): Promise<boolean> {
    const response = await post("/api/v1/auth/refresh");
    if (response.ok) {
      this.accept((await response.json()) as SessionAnswer);
      return true;
    }
    const problem: Problem = await problemOf(response);
    if (problem.status !== 401) throw problem;
    // Another page renewed the session at this moment, or was left before it got the answer.
    if (problem.retryAfter !== null && mayWait) {
      await new Promise((done) => setTimeout(done, (problem.retryAfter ?? 0) * 1_000));
      return this.#askServer(false);
    }
    this.#drop(this.#state.status === "signed_in");
    return false;
  }

  #drop(ended: boolean): void {
    this.#token = null;
    this.#expiresAt = 0;
    this.#set({ status: "anonymous", ended });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

async function post(path: string): Promise<Response> {
  try {
    return await globalThis.fetch(new URL(path, globalThis.location.origin), {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
  } catch {
    throw networkProblem();
  }
}

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("ohmylot-session");
}

export const session = new SessionStore();
