import type { Page } from "@playwright/test";
import { doubleApi } from "./support/api-double";
import { SERVICE_LEVELS } from "./support/day";
import { shippedLists } from "./support/labels";
import { FIRST_TABLE, ORIENTATION_ANSWERS, TABLE } from "./support/routing-table";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = { ...ORIENTATION_ANSWERS, "GET /reference/lists": shippedLists() };

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");
test.setTimeout(120_000);

test.beforeEach(({ page }) => doubleApi(page, answers));

/** Bodies and versions sent to change `path`, answered one by one; the last answer stays. */
async function watch(page: Page, path: string, replies: { status: number; json: unknown }[]) {
  const sent: { body: unknown; version: string | undefined }[] = [];
  await page.route(`**/api/v1${path}`, (route) => {
    const request = route.request();
    if (request.method() === "GET") return route.fallback();
    sent.push({ body: request.postDataJSON(), version: request.headers()["if-match"] });
    const reply = replies[Math.min(sent.length, replies.length) - 1];
    return route.fulfill(reply ?? { status: 500 });
  });
  return sent;
}

test("the routing table and the form of its lines are accessible", async ({ page }) => {
  await page.goto("/administration/orientation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orientation");
  await expect(
    page.getByText("Version 3, en vigueur depuis le 20/11/2026, par Claire Fabre"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Voir les lignes de la version 1" }).press("Enter");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: /Modifier la ligne : Reprise/ }).press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

test("a line changes with its sentence, and becomes a version", async ({ page }) => {
  await page.goto("/administration/orientation");
  await page.getByRole("button", { name: /Modifier la ligne : Reprise/ }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog
    .getByLabel(/Phrase d’explication/)
    .fill("La chambre d’agriculture connaît les fermes.");
  await dialog.getByLabel(/Pourquoi ce changement/).fill("Demande du COPIL");
  const sent = await watch(page, "/routing-table", [
    { status: 200, json: { ...TABLE, version: 4 } },
  ]);
  await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(page.getByText("La version 4 est en vigueur.")).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.version).toBe('"3"');
  expect(sent[0]?.body).toMatchObject({
    automatic: true,
    note: "Demande du COPIL",
    technical: [
      { key: "agriculture", sentence: "La chambre d’agriculture connaît les fermes." },
      { key: "business" },
    ],
  });
});

test("two people changing the table are asked what stays", async ({ page }) => {
  await page.goto("/administration/orientation");
  await page.getByRole("button", { name: /Modifier la ligne : Reprise/ }).press("Enter");
  await page
    .getByLabel(/Phrase d’explication/)
    .fill("La chambre d’agriculture connaît les fermes.");
  const other = { ...TABLE, version: 4, needs: [] };
  await doubleApi(page, { ...answers, "GET /routing-table": { body: other } });
  const sent = await watch(page, "/routing-table", [
    { status: 412, json: { status: 412, code: "precondition_failed" } },
    { status: 200, json: { ...other, version: 5 } },
  ]);
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).press("Enter");
  const choice = page.getByRole("dialog", { name: "Cet élément a changé entre-temps" });
  await expect(choice).toBeVisible();
  await expectAccessible(page);
  await choice.getByRole("button", { name: "Enregistrer ce choix" }).press("Enter");
  await expect(page.getByText("La version 5 est en vigueur.")).toBeVisible();
  expect(sent.at(-1)).toMatchObject({ version: '"4"', body: { needs: [] } });
});

test("an earlier version comes back as a new one", async ({ page }) => {
  await page.goto("/administration/orientation");
  await page.getByRole("button", { name: "Rétablir la version 1" }).press("Enter");
  await expectAccessible(page);
  const sent = await watch(page, "/routing-table", [
    { status: 200, json: { ...FIRST_TABLE, version: 4 } },
  ]);
  await page.getByRole("dialog").getByRole("button", { name: "Rétablir" }).press("Enter");
  await expect(page.getByText("La version 4 est en vigueur.")).toBeVisible();
  expect(sent[0]?.body).toMatchObject({
    automatic: false,
    technical: [],
    note: "Retour à la version 1",
  });
});

test("the delays are accessible and saved with their version", async ({ page }) => {
  await page.goto("/administration/delais");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Délais");
  await expectAccessibleEverywhere(page);
  const sent = await watch(page, "/service-levels", [
    { status: 200, json: { ...SERVICE_LEVELS, accept_days: 3, version: 2 } },
  ]);
  await page.getByLabel(/Réponse à une proposition/).fill("3");
  await page.getByLabel(/Ouverture/).fill("08:30");
  await page.getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(page.getByText("Les délais sont enregistrés.")).toBeVisible();
  expect(sent).toMatchObject([{ version: '"1"', body: { accept_days: 3, opens_at: "08:30" } }]);
});
