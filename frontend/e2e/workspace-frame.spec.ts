import { doubleApi } from "./support/api-double";
import {
  expect,
  expectAccessible,
  expectAccessibleEverywhere,
  expectWeight,
  test,
} from "./support/test";

test.beforeEach(({ page }) => doubleApi(page));

const problem = (status: number, code: string) => ({ status, body: { status, code } });

test("signing in asks for the second factor, then opens the page asked for", async ({ page }) => {
  await doubleApi(page, {
    "POST /auth/refresh": problem(401, "unauthorized"),
    "POST /auth/login": problem(401, "totp_required"),
  });
  await page.goto("/mon-compte");
  await page.getByLabel(/Adresse électronique/).fill("claire.fabre@lot.example");
  await page.getByLabel(/^Mot de passe/).fill("une phrase assez longue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vérification en deux étapes");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel(/Code à six chiffres/).fill("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Ce code n’est pas valable");
  await doubleApi(page);
  await page.getByRole("button", { name: "Valider le code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon compte");
});

test("the account page is accessible in every state of the second factor", async ({ page }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon compte");
  await expect(page.getByText("Safari, iOS")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Activer la vérification" }).click();
  await page.getByLabel(/Saisissez le code à six chiffres/).fill("123456");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirmer le code" }).click();
  await expect(page.getByText("abcd-efgh")).toBeVisible();
  await expectAccessible(page);
});

test("palette, shortcuts and menus work with the keyboard alone", async ({ page }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "Palette de commandes" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("raccour");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Raccourcis clavier" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await page.getByRole("switch").uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: /Menu de Claire Fabre/ }).press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
});

test("letters typed before the palette has loaded are kept for it", async ({ page }) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/assets/CommandPalette-*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("annu");
  arrive();
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue("annu");
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await page.keyboard.type("aire");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/annuaire/);
});

test("the skip link jumps over the menu", async ({ page }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("the menu opens and closes on a narrow screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/mon-compte");
  await page.getByRole("button", { name: "Ouvrir le menu" }).click();
  await expect(page.getByRole("link", { name: "Dossiers" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Fermer le menu" }).click();
  await expect(page.getByRole("link", { name: "Dossiers" })).toBeHidden();
});

test("signing out leaves nothing behind", async ({ page }) => {
  await page.goto("/mon-compte");
  await page.getByRole("button", { name: /Menu de Claire Fabre/ }).click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connexion");
  await expect(page.getByRole("status").filter({ hasText: "terminée" })).toHaveCount(0);
});

test("going offline is said, and taken back", async ({ page, context }) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("Vous êtes hors connexion")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Vous êtes hors connexion")).toBeHidden();
});

test("a staff page stays within 600 kB", async ({ page }) => {
  await expectWeight(page, "/mon-compte", { kilobytes: 600, requests: 60 });
});
