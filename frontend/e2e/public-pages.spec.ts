import { expect, expectAccessibleEverywhere, test } from "./support/test";

const PAGES = [
  { path: "/", heading: /Lot/ },
  { path: "/connexion", heading: "Connexion" },
  { path: "/mot-de-passe-oublie", heading: "Mot de passe oublié" },
  { path: "/mot-de-passe", heading: "Ce lien est incomplet" },
  { path: "/mot-de-passe#jeton-de-test", heading: "Choisir votre mot de passe" },
  { path: "/accessibilite", heading: "Déclaration d’accessibilité" },
  { path: "/confidentialite", heading: "Confidentialité" },
  { path: "/mentions-legales", heading: "Mentions légales" },
  { path: "/nulle-part", heading: "Page introuvable" },
];

for (const { path, heading } of PAGES) {
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page).toHaveTitle(/Oh my Lot\s!/);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expectAccessibleEverywhere(page);
  });
}

test("focus moves to the heading when the page changes", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Confidentialité" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Confidentialité");
  await expect(heading).toBeFocused();
});

test("the sign-in form says what is wrong and where", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByRole("button", { name: "Se connecter" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await summary.getByRole("button", { name: /Adresse électronique/ }).click();
  await expect(page.getByLabel(/Adresse électronique/)).toBeFocused();
  await expectAccessibleEverywhere(page);
});

test("the token of a mailed link leaves the address bar", async ({ page }) => {
  await page.goto("/mot-de-passe#jeton-de-test");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choisir votre mot de passe");
  await expect(page).toHaveURL(/\/mot-de-passe$/);
});
