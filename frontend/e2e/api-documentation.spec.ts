import { expect, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

// The watchers of `test` fail it for any violation of the CSP and any request to another origin.
test("the page of the API works alone, under its policy", async ({ page }) => {
  const opened = await page.goto("/api/docs/");
  expect(opened?.headers()["content-security-policy"]).toContain("script-src 'self'");
  await expect(page.getByRole("heading", { level: 1, name: /Oh my Lot !/ })).toBeVisible();
  const operation = page.locator(".opblock").filter({ hasText: "/api/v1/prospects/counts" });
  await operation.locator("button").first().click();
  await expect(operation.getByRole("heading", { name: /Responses/ })).toBeVisible();
  await page.waitForLoadState("networkidle");
});
