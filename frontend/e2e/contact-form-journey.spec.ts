import { choose, expect, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

test("a household asks, by keyboard and mouse, and keeps its reference", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Parler de mon projet" }).click();
  await page.getByLabel("Prénom", { exact: true }).fill("Nora");
  await page.getByLabel("Nom", { exact: true }).fill("Vidal");
  await page.getByLabel("Adresse électronique").fill(`nora.vidal.${Date.now()}@mail.example`);
  await page.getByLabel("Code postal").fill("44000");
  await page.getByRole("radio", { name: "En couple" }).check();
  await page.getByText("Reprise d’une exploitation agricole", { exact: true }).click();
  await page.getByRole("radio", { name: "Dans 6 à 12 mois" }).check();
  await choose(
    page.getByRole("combobox", { name: /Où aimeriez-vous vivre/ }),
    /Causses et Vallée de la Dordogne/,
    "vallee dordogne",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: /Suivi de mon projet/ }).check();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Merci, votre demande est bien partie",
  );
  await expect(page.getByText(/^DEM-[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible();
});
