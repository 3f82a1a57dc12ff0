import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { login } from "./auth";
import { fileNameOf } from "./files";
import { ifMatch, SubmitKey } from "./preconditions";
import { Problem } from "./problem";
import { session } from "./session";
import { apiUrl, call } from "./transport";

type Handler = (request: Request) => Response | Promise<Response>;

/** Answers by path, and remembers what was asked. */
function serve(routes: Record<string, Handler>): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    seen.push(request);
    const handler = routes[new URL(request.url).pathname];
    if (handler === undefined) throw new TypeError("network");
    return handler(request);
  });
  return seen;
}

const json = (body: unknown, status = 200, more: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...more },
  });
const answer = (token: string, expires_in = 600) => ({
  access_token: token,
  token_type: "Bearer",
  expires_in,
  user: {
    id: "u",
    first_name: "Claire",
    last_name: "Fabre",
    permissions: [],
    roles: [],
    version: 1,
  },
});
const LOGIN = "/api/v1/auth/login";
const REFRESH = "/api/v1/auth/refresh";
const ME = "/api/v1/auth/me";
const bearer = (request: Request) => request.headers.get("Authorization");

beforeEach(() => session.signOut());
afterEach(() => vi.unstubAllGlobals());

describe("transport", () => {
  it("sends the token once signed in, and keeps it out of storage", async () => {
    const seen = serve({ [LOGIN]: () => json(answer("secret-1")), [ME]: () => json({}) });
    await login("claire@lot.example", "p");
    await call("GET", "/auth/me");
    expect(seen.map(bearer)).toEqual([null, "Bearer secret-1"]);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("secret-1");
  });

  it("refreshes once for many refused calls and repeats each with its body", async () => {
    const bodies: string[] = [];
    const seen = serve({
      [LOGIN]: () => json(answer("old")),
      [REFRESH]: () => json(answer("new")),
      [ME]: async (request) => {
        if (bearer(request) !== "Bearer new") return json({ code: "unauthorized" }, 401);
        bodies.push(await request.text());
        return json({ ok: true });
      },
    });
    await login("claire@lot.example", "p");
    await Promise.all([1, 2, 3].map((n) => call("PATCH", "/auth/me", { body: { n } })));
    expect(seen.filter((request) => request.url.endsWith(REFRESH))).toHaveLength(1);
    expect(bodies.sort()).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  });

  it("refreshes before a token that is about to end is used", async () => {
    const seen = serve({
      [LOGIN]: () => json(answer("short", 5)),
      [REFRESH]: () => json(answer("fresh")),
      [ME]: () => json({}),
    });
    await login("claire@lot.example", "p");
    await call("GET", "/auth/me");
    expect(bearer(seen.at(-1) as Request)).toBe("Bearer fresh");
  });

  it("ends the session when the refresh token is refused", async () => {
    serve({
      [LOGIN]: () => json(answer("old")),
      [REFRESH]: () => json({ code: "session_ended" }, 401),
      [ME]: () => json({ code: "unauthorized" }, 401),
    });
    await login("claire@lot.example", "p");
    await expect(call("GET", "/auth/me")).rejects.toMatchObject({ status: 401 });
    expect(session.get()).toEqual({ status: "anonymous", ended: true });
  });

  it("asks again when another page renewed the session at the same moment", async () => {
    let asked = 0;
    serve({
      [LOGIN]: () => json(answer("short", 5)),
      [REFRESH]: () => {
        asked += 1;
        if (asked > 1) return json(answer("fresh"));
        return json({ code: "session_ended" }, 401, { "Retry-After": "0" });
      },
      [ME]: () => json({}),
    });
    await login("claire@lot.example", "p");
    await call("GET", "/auth/me");
    expect(asked).toBe(2);
    expect(session.get().status).toBe("signed_in");
  });

  it("keeps the session when the network is gone", async () => {
    serve({ [LOGIN]: () => json(answer("old")) });
    await login("claire@lot.example", "p");
    await expect(call("GET", "/auth/me")).rejects.toMatchObject({ code: "network" });
    expect(session.get().status).toBe("signed_in");
  });

  it("does not ask for a refresh when nobody is signed in", async () => {
    const seen = serve({ [LOGIN]: () => json({ code: "invalid_credentials" }, 401) });
    await expect(login("a@b.example", "p")).rejects.toBeInstanceOf(Problem);
    expect(seen).toHaveLength(1);
  });
});

describe("a call by a mailed link", () => {
  it("brings the token of the link in place of the session, and no refusal ends the session", async () => {
    const seen = serve({
      [LOGIN]: () => json(answer("secret-1")),
      "/api/v1/public/household-page": () => json({ code: "page_link_expired" }, 401),
    });
    await login("claire@lot.example", "p");
    const asked = call("GET", "/public/household-page", { link: "jeton" });
    await expect(asked).rejects.toMatchObject({ code: "page_link_expired" });
    expect(seen.map(bearer)).toEqual([null, "Bearer jeton"]);
    expect(session.get().status).toBe("signed_in");
  });
});

describe("addresses and headers", () => {
  it("repeats arrays and leaves absent values out", () => {
    const url = new URL(
      apiUrl("/prospects", { status: ["new", "qualified"], q: "", limit: 50, x: null }),
    );
    expect(url.pathname + url.search).toBe(
      "/api/v1/prospects?status=new&status=qualified&limit=50",
    );
  });

  it("names the version", () => {
    expect(ifMatch({ version: 7 })).toEqual({ "If-Match": '"7"' });
  });

  it("keeps the idempotency key for the same content only", () => {
    const key = new SubmitKey();
    const first = key.header({ a: 1 });
    expect(key.header({ a: 1 })).toEqual(first);
    const other = key.header({ a: 2 });
    expect(other).not.toEqual(first);
    key.done();
    expect(key.header({ a: 2 })).not.toEqual(other);
  });

  it.each([
    ['attachment; filename="dossiers.csv"', "dossiers.csv"],
    ["attachment; filename=a.csv; filename*=UTF-8''foyers%20%C3%A9t%C3%A9.csv", "foyers été.csv"],
    [null, null],
  ])("reads the file name of %s", (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });
});
