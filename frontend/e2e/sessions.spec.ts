import { pageOf } from "./support/server";
import { expect, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("a page that is left before its session is renewed stays signed in", async ({ browser }) => {
  const page = await pageOf(browser, "figeac", "/ma-journee");
  // Each page asks for a token of its own; most are left before they get it.
  for (const path of ["/dossiers", "/doublons", "/ma-journee", "/dossiers", "/doublons"]) {
    const asked = page.waitForRequest("**/api/v1/auth/refresh");
    await page.goto(path, { waitUntil: "commit" });
    await asked;
  }
  await page.goto("/ma-journee");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma journée");
  await page.context().close();
});
