import { asReferent, doubleApi } from "./support/api-double";
import { DAY, DAY_ANSWERS, NOW } from "./support/day";
import { shippedLists } from "./support/labels";
import { CALENDAR, CALENDAR_URL, MY_REFERENT, OWN_ANSWERS } from "./support/own-settings";
import { ROUTING_ANSWERS } from "./support/routing";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = {
  ...DAY_ANSWERS,
  ...ROUTING_ANSWERS,
  ...OWN_ANSWERS,
  ...asReferent(),
  "GET /reference/lists": shippedLists(),
};

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");
test.setTimeout(120_000);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await doubleApi(page, answers);
});

test("a référent's own settings are accessible and saved with their version", async ({ page }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { name: "Mon activité de référent" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Absence 1" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  const sent: unknown[] = [];
  await page.route("**/api/v1/my-referent", (route) => {
    if (route.request().method() !== "PATCH") return route.fallback();
    sent.push(route.request().headers()["if-match"], route.request().postDataJSON());
    return route.fulfill({ json: { ...MY_REFERENT, capacity: 15, version: 5 } });
  });
  const section = page.getByRole("region", { name: "Mon activité de référent" });
  await section.getByLabel(/Dossiers suivis au plus/).fill("15");
  await section.getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(page.getByText("Vos réglages sont enregistrés.")).toBeVisible();
  expect(sent).toEqual([
    '"4"',
    {
      email: MY_REFERENT.email,
      phone: MY_REFERENT.phone,
      languages: MY_REFERENT.languages,
      capacity: 15,
      absences: MY_REFERENT.absences,
    },
  ]);
});

test("the address of the calendar is shown once, then revoked", async ({ page }) => {
  await page.goto("/mon-compte");
  const section = page.getByRole("region", { name: "Mon agenda" });
  const create = section.getByRole("button", { name: "Créer l’adresse de mon agenda" });
  await expect(create).toBeVisible();
  await doubleApi(page, { ...answers, "GET /my-calendar": { body: CALENDAR } });
  await create.press("Enter");
  await expect(section.getByLabel("Adresse privée")).toHaveValue(CALENDAR_URL);
  await expectAccessible(page);
  await section.getByRole("button", { name: "Supprimer l’adresse" }).press("Enter");
  await doubleApi(page, answers);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Supprimer l’adresse" })
    .press("Enter");
  await expect(create).toBeVisible();
  await expect(section.getByLabel("Adresse privée")).toBeHidden();
});

test("a référent starts with their day, whose badge says what waits", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "POST /auth/refresh": { status: 401, body: { status: 401, code: "unauthorized" } },
  });
  await page.goto("/connexion");
  await page.getByLabel(/Adresse électronique/).fill("paul.cassagne@figeac.example");
  await page.getByLabel(/^Mot de passe/).fill("une phrase assez longue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma journée");
  await expect(page.getByRole("link", { name: "Ma journée 7 éléments en attente" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Oh my Lot !, accueil" })).toHaveAttribute(
    "href",
    "/ma-journee",
  );
  expect(DAY.counts.waiting).toBeGreaterThan(0);
});

test("g then j opens the day from anywhere, and the palette knows it", async ({ page }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon compte");
  await page.keyboard.type("gj");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma journée");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "Palette de commandes" })).toBeFocused();
  await page.keyboard.type("ma journ");
  await expect(page.getByText("Ma journée").last()).toBeVisible();
});
