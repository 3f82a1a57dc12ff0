import { acknowledgement } from "./acknowledgement";
import { networkProblem, problemOf } from "./problem";
import { session } from "./session";

/**
 * The `fetch` every API call goes through: adds the access token, refreshes it once on 401,
 * and throws a Problem for every answer that is not a success.
 * @throws Problem
 */
export async function transport(request: Request): Promise<Response> {
  // A body can be read only once: keep a copy for the second try.
  const again = request.clone();
  const token = await session.token();
  let response = await sendWith(request, token);
  if (response.status === 401 && token !== null && (await session.refresh())) {
    response = await sendWith(again, await session.token());
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/**
 * The same for somebody who came by a mailed link: its token stands in place of a session, and no session is asked for
 * when it is refused.
 * @throws Problem
 */
async function byLink(request: Request, token: string): Promise<Response> {
  const response = await sendWith(request, token);
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function sendWith(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw networkProblem();
  }
}

export type QueryValue = string | number | boolean | null | undefined;
/** Query parameters; arrays repeat the name, absent values are left out. */
export type Query = Record<string, QueryValue | readonly QueryValue[]>;

/** What a call may carry besides its path. */
export interface CallOptions {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Token of a mailed link, in place of the session. */
  link?: string;
}

/** Absolute address of an API path (`/prospects`), for this page's own origin. */
export function apiUrl(path: string, query: Query = {}): string {
  const url = new URL(`/api/v1${path}`, globalThis.location.origin);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "")
        url.searchParams.append(name, String(one));
    }
  }
  return url.toString();
}

/**
 * One JSON call. The answer's type is the caller's promise: name it by `Schema`.
 * @throws Problem
 */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const headers = new Headers({ Accept: "application/json", ...options.headers });
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  const query = { ...options.query, ...acknowledgement(method, path) };
  const request = new Request(apiUrl(path, query), {
    method,
    headers,
    credentials: "same-origin",
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  });
  const response = await (options.link === undefined
    ? transport(request)
    : byLink(request, options.link));
  return (
    response.status === 204 || response.status === 202 ? undefined : await response.json()
  ) as T;
}
