import type { Page, Route } from "@playwright/test";
import { OWN_REFERENT } from "./assignments";

const user = {
  id: "0193a000-0000-7000-8000-000000000001",
  email: "claire.fabre@lot.example",
  first_name: "Claire",
  last_name: "Fabre",
  totp_enabled: false,
  referent_id: null,
  version: 1,
  roles: [
    {
      role: "programme_admin",
      partner_id: "0193a000-0000-7000-8000-000000000002",
      partner_name: "Département du Lot",
      territories: ["46"],
      project_types: [],
    },
  ],
  permissions: [
    "count_prospects",
    "read_prospects",
    "write_prospects",
    "export_prospects",
    "assign_referents",
    "handle_contact_requests",
    "read_partners",
    "manage_partners",
    "read_local_resources",
    "manage_local_resources",
    "read_referents",
    "manage_referents",
    "manage_users",
    "read_audit",
    "import_files",
    "supervise",
    "read_service_levels",
    "manage_service_levels",
    "read_routing_table",
    "manage_routing_table",
  ],
};

/** Answers that sign in a référent of Figeac instead of the programme's team. */
export function asReferent(referent_id: string = OWN_REFERENT): Record<string, Answer> {
  const referent = {
    ...user,
    id: "0193a000-0000-7000-8000-000000000003",
    email: "paul.cassagne@figeac.example",
    first_name: "Paul",
    last_name: "Cassagne",
    referent_id,
    roles: [
      {
        role: "referent",
        partner_id: "0193a000-0000-7000-8000-000000000004",
        partner_name: "CC Grand-Figeac",
        territories: ["200067361"],
        project_types: [],
      },
    ],
    permissions: [
      "read_prospects",
      "write_prospects",
      "export_prospects",
      "handle_contact_requests",
      "read_partners",
      "read_referents",
      "read_service_levels",
    ],
  };
  return {
    "POST /auth/refresh": { body: { ...session, user: referent } },
    "POST /auth/login": { body: { ...session, user: referent } },
    "GET /auth/me": { body: referent },
  };
}
/** Answer of `POST /auth/refresh` for somebody with these permissions. */
export const sessionWith = (permissions: string[]) => ({
  body: { ...session, user: { ...user, permissions } },
});

const session = { access_token: "double", token_type: "Bearer", expires_in: 600, user };

const device = (id: string, current: boolean, user_agent: string) => ({
  id,
  current,
  user_agent,
  created_at: "2026-11-18T08:00:00.000Z",
  last_used_at: "2026-11-21T09:00:00.000Z",
  expires_at: "2026-12-18T08:00:00.000Z",
});

const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3H1z"/></svg>';

type Answer = { status?: number; body?: unknown };

/** What the double answers, by method and path below /api/v1. */
const ANSWERS: Record<string, Answer> = {
  "POST /auth/login": { body: session },
  "POST /auth/refresh": { body: session },
  "POST /auth/logout": { status: 204 },
  "GET /auth/me": { body: user },
  "GET /auth/sessions": {
    body: {
      items: [
        device("a", true, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"),
        device("b", false, "Mozilla/5.0 (iPhone) Version/18 Safari/605"),
      ],
    },
  },
  "POST /auth/totp": {
    status: 201,
    body: { secret: "JBSWY3DPEHPK3PXP", otpauth_url: "otpauth://totp/x", qr_svg: QR },
  },
  "POST /auth/totp/confirm": {
    body: { recovery_codes: ["abcd-efgh", "ijkl-mnop", "qrst-uvwx", "yzab-cdef"] },
  },
  "GET /reference/lists": {
    body: {
      version: "1",
      items: [
        {
          name: "roles",
          items: [
            { code: "programme_admin", label: "Administration du programme", description: null },
          ],
        },
      ],
    },
  },
};

/**
 * Stands in for the API so that the frame of the workspace can be checked without a server.
 * Journeys through real data use the real server instead.
 */
export async function doubleApi(page: Page, changes: Record<string, Answer> = {}): Promise<void> {
  const answers = { ...ANSWERS, ...changes };
  await page.route("**/api/v1/**", (route: Route) => {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace("/api/v1", "");
    const answer = answers[`${request.method()} ${path}`] ?? {
      status: 404,
      body: { status: 404, code: "not_found" },
    };
    return route.fulfill({
      status: answer.status ?? 200,
      contentType: "application/json",
      body: answer.body === undefined ? "" : JSON.stringify(answer.body),
    });
  });
}
