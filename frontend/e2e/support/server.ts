import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect } from "./test";

const PASSWORD = "noyer-truffe-dolmen-lavande";

const credentials = (account: string) => ({
  email: `${account}@demo.example`,
  password: PASSWORD,
});

/** A page of somebody who is signed in, in a browser of their own; `path` is where asking for `asked` leads. */
export async function pageOf(
  browser: Browser,
  account: string,
  path: string,
  asked = path,
): Promise<Page> {
  const context = await browser.newContext();
  // The cookie that the form would get, without the form, which employer-joins.spec.ts fills in.
  const answer = await context.request.post("/api/v1/auth/login", { data: credentials(account) });
  expect(answer.ok(), await answer.text()).toBe(true);
  const page = await context.newPage();
  await page.goto(asked);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  return page;
}

/** A day counted from today, as `YYYY-MM-DD` in Paris. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(
    Date.now() + days * 86_400_000,
  );

type Api = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** The API as somebody sees it: what a journey needs to have before it starts. */
export async function apiOf(request: APIRequestContext, account: string): Promise<Api> {
  const login = await request.post("/api/v1/auth/login", { data: credentials(account) });
  const { access_token: token } = (await login.json()) as { access_token: string };
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await request.fetch(`/api/v1${path}`, {
      method,
      data: body,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Answer;
  };
}

/** What follows `path#` in the newest mail that says every one of these words. */
export async function mailedToken(path: string, ...words: string[]): Promise<string> {
  const found = () =>
    mails()
      .filter((mail) => words.every((word) => mail.includes(word)))
      .map((mail) => new RegExp(`${path}#([\\w-]+)`).exec(mail)?.[1])
      .find(Boolean) ?? "";
  await expect.poll(found, `the mail to ${words.join(", ")} arrives`).not.toBe("");
  return found();
}

/** The path on this server that mail programs call to end the newest mail that says every one of these words. */
export async function oneClickPath(...words: string[]): Promise<string> {
  const found = () =>
    mails()
      .filter((mail) => words.every((word) => mail.includes(word)))
      .map((mail) => /^List-Unsubscribe: <https?:\/\/[^/]+([^>]+)>/m.exec(mail)?.[1])
      .find(Boolean) ?? "";
  await expect.poll(found, `the mail to ${words.join(", ")} arrives`).not.toBe("");
  return found();
}

/** Lets time pass in the database of the server, where no clock can be moved: these statements, at once. */
export function rewriteTime(sql: string): void {
  const file = process.env.E2E_DATABASE ?? "";
  execFileSync("sqlite3", ["-cmd", ".timeout 10000", file, `BEGIN IMMEDIATE; ${sql}; COMMIT;`]);
}

/** Has the privacy clock look at every file now, as it does each morning. */
export function retentionRound(): void {
  const key = `retention.round:e2e-${Date.now()}-${Math.random()}`;
  rewriteTime(
    `INSERT INTO jobs SELECT randomblob(16), '${key}',
     'retention.round', NULL, NULL, '2024-01-01 00:00:00.000+00:00', 'queued', 0, NULL, NULL,
     '2024-01-01 00:00:00.000+00:00', '2024-01-01 00:00:00.000+00:00'`,
  );
}

/** What one question to the database answers, as text. */
export function inDatabase(sql: string): string {
  const file = process.env.E2E_DATABASE ?? "";
  return execFileSync("sqlite3", ["-readonly", "-cmd", ".timeout 10000", file, sql], {
    encoding: "utf8",
  }).trim();
}

/** A mail that says every one of these words has arrived. */
export async function expectMail(...words: string[]): Promise<void> {
  const arrived = () => mails().some((mail) => words.every((word) => mail.includes(word)));
  await expect.poll(arrived, `the mail to ${words.join(", ")} arrives`).toBe(true);
}

/** Every mail sent so far, the newest first, as people read it. */
function mails(): string[] {
  const folder = process.env.E2E_MAILS ?? "";
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .reverse()
    .map((name) => printable(readFileSync(join(folder, name), "latin1")));
}

/** Quoted-printable undone, as UTF-8. */
function printable(mail: string): string {
  const bytes = mail
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
