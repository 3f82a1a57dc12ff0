import { doubleApi, sessionWith } from "./support/api-double";
import { DASHBOARD, DASHBOARD_ANSWERS, STEERING, TARGETS } from "./support/dashboard";
import { NOW } from "./support/day";
import { shippedLists } from "./support/labels";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const may = (...permissions: string[]) => ({
  "POST /auth/refresh": sessionWith(["read_dashboard", "read_targets", ...permissions]),
});
const answers = {
  ...DASHBOARD_ANSWERS,
  "GET /reference/lists": shippedLists(),
  ...may("read_prospects", "manage_targets"),
};

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await doubleApi(page, answers);
});

test("the dashboard is accessible and fits every width, with the table of each picture", async ({
  page,
}) => {
  await page.goto("/tableau-de-bord");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tableau de bord 2026");
  const settled = page.locator("[data-figure=families_settled]");
  await expect(settled).toContainText("118");
  await expect(settled).toContainText("+9 % par rapport à 2025 (108)");
  await expect(settled).toContainText("Objectif : 125 · il en manque 7");
  await expect(page.locator("[data-figure=first_contact_delay]")).toContainText(
    "Objectif : 12 h · 0,5 h de trop",
  );
  const tables = page.getByRole("button", { name: /^Voir le tableau : / });
  // Sources, cohorts, three charts over the months, the map.
  await expect(tables).toHaveCount(6);
  for (const button of await tables.all()) await button.press("Enter");
  await expect(page.getByRole("table", { name: /par source/ })).toContainText("Employeur");
  await expectAccessibleEverywhere(page);
});

test("the map is walked with the keyboard, coloured by other figures, and said in words", async ({
  page,
}) => {
  await page.goto("/tableau-de-bord");
  const map = page.getByRole("group", { name: "Carte des intercommunalités du Lot" });
  await expect(map.getByRole("button")).toHaveCount(
    DASHBOARD.figures.find(({ code }) => code === "families_settled")?.by_epci.length ?? 0,
  );
  await page.getByRole("radio", { name: "Familles installées", exact: true }).press("Space");
  await map.getByRole("button", { name: /^CC Grand-Figeac\s:/ }).press("Enter");
  await expect(page.getByText(/^CC Grand-Figeac\s:\s\d+$/)).toBeVisible();
  await page.getByRole("radio", { name: "les familles installées, par commune" }).press("Space");
  await expect(map.getByRole("button", { name: /^CC Grand-Figeac\s: 14$/ })).toBeVisible();
});

test("a steering committee reads that small numbers are hidden, and opens no list", async ({
  page,
}) => {
  await doubleApi(page, { ...answers, ...may(), "GET /dashboard": { body: STEERING } });
  await page.goto("/tableau-de-bord");
  await expect(page.getByText("sans aucune donnée sur les foyers")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Voir les dossiers/ })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Légende" }).last()).toContainText("moins de 5");
  const obstacles = page.getByRole("table", { name: "Les freins, par intercommunalité" });
  await expect(obstacles.getByText("moins de 5")).toHaveCount(2);
  await expect(page.getByText("le nombre est trop petit pour être montré")).toBeVisible();
  await expectAccessible(page);
});

test("a failed read is told and tried again", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "GET /dashboard": { status: 503, body: { status: 503, code: "unavailable" } },
  });
  await page.goto("/tableau-de-bord");
  const retry = page.getByRole("button", { name: "Réessayer" });
  await expect(retry).toBeVisible();
  await doubleApi(page, answers);
  await retry.press("Enter");
  await expect(page.locator("[data-figure=families_settled]")).toBeVisible();
});

test("a year without anything teaches what comes", async ({ page }) => {
  const none = DASHBOARD.figures.map((figure) => ({
    ...figure,
    value: 0,
    previous_value: 0,
    target: null,
    by_epci: [],
  }));
  const body = { ...DASHBOARD, figures: none, sources: [], cohorts: [], months: [], obstacles: [] };
  await doubleApi(page, { ...answers, "GET /dashboard": { body: { ...body, communes: [] } } });
  await page.goto("/tableau-de-bord?period=2019-Q2");
  await expect(page.getByText("Rien à montrer pour le moment")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Période" })).toHaveValue("2e trimestre");
  await expectAccessible(page);
});

test("targets are read by all and set by those who may", async ({ page }) => {
  const sent: unknown[] = [];
  await doubleApi(page, { ...answers, "GET /targets": { body: TARGETS } });
  await page.route("**/api/v1/targets/families_settled/2026?*", async (route) => {
    sent.push([route.request().headers()["if-match"], route.request().postDataJSON()]);
    await route.fulfill({ json: TARGETS.items[1] });
  });
  await page.goto("/tableau-de-bord/objectifs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Objectifs 2026");
  const figeac = page.getByRole("row", { name: /CC Grand-Figeac/ });
  await expect(figeac).toContainText("moins de 5");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await figeac.getByRole("button", { name: /^Modifier/ }).press("Enter");
  await page.getByLabel("Chiffre à atteindre").fill("32");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("L’objectif est enregistré")).toBeVisible();
  expect(sent).toEqual([['"1"', { value: 32, note: null }]]);
  await doubleApi(page, { ...answers, ...may(), "GET /targets": { body: TARGETS } });
  await page.reload();
  await expect(figeac).toBeVisible();
  await expect(page.getByRole("button", { name: /^Modifier/ })).toHaveCount(0);
});
