import { mailedToken, pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("an event is prepared, announced, staffed with a warning and found in its month", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/calendrier");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Événements");
  await expect(page.getByRole("link", { name: "Forum santé des internes" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Préparer un événement" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Titre/ }).fill("Journée des métiers");
  await choose(dialog.getByRole("combobox", { name: /^Nature/ }), "Salon de l’emploi");
  const date = dialog.getByRole("textbox", { name: /^Date/ });
  await date.fill("12/05/2031");
  const calendar = page.locator("[data-dates-dropdown]");
  await expect(calendar).toBeVisible();
  await expectAccessible(page);
  await date.press("Escape");
  await expect(calendar).toBeHidden();
  await date.click();
  await expect(calendar).toBeVisible();
  // A calendar that opened holds nobody back.
  await date.press("Tab");
  await expect(dialog.getByLabel(/^Ouverture/)).toBeFocused();
  await expect(calendar).toBeHidden();
  await dialog.getByLabel(/^Ouverture/).fill("09:30");
  await dialog.getByLabel(/^Fermeture/).fill("17:00");
  await dialog.getByRole("textbox", { name: /^Lieu/ }).fill("Espace Clément-Marot, Cahors");
  await dialog.getByRole("switch", { name: /^Sur le calendrier public/ }).check();
  await dialog.getByRole("button", { name: "Ajouter une dépense" }).click();
  await dialog.getByRole("textbox", { name: /^Dépense/ }).fill("Salle");
  await dialog.getByRole("textbox", { name: /^Montant/ }).fill("350,50");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Journée des métiers");
  await expect(page.getByText("350,50 €").first()).toBeVisible();

  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByRole("link", { name: "Voir la page publique" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto("/calendrier?month=2031-05");
  await expect(page.getByRole("heading", { name: "Mai 2031" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Journée des métiers" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto("/calendrier");
  await page.getByRole("link", { name: "Forum santé des internes" }).click();
  await expect(page.getByText("Attendu le même jour : TAF Toulouse")).toBeVisible();
});

test("somebody registers without an account, confirms by mail and gives the place up", async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/evenements");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nous rencontrer");
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Salon en ligne du Lot" }).click();
  await expect(page.getByRole("heading", { name: "Programme" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: /^S’inscrire : Vivre et travailler dans le Lot/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Prénom/).fill("Nour");
  await dialog.getByLabel(/^Adresse électronique/).fill("nour@foyer.example");
  await dialog.getByRole("button", { name: "Envoyer" }).click();
  await expect(dialog.getByText("Sans cet accord").first()).toBeVisible();
  await dialog.getByRole("checkbox").check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Envoyer" }).click();
  await expect(dialog.getByText("Encore une étape")).toBeVisible();

  const token = await mailedToken("/inscription", "nour@foyer.example");
  await page.goto(`/inscription#${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre place est confirmée");
  await expect(page.getByRole("link", { name: "Rejoindre en ligne" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Me désinscrire" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Me désinscrire" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre inscription est annulée");
});
