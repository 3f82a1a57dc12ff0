import { pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("an employer is made known once, joins the network, and its people are noted", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/employeurs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Employeurs");
  await expect(page.getByRole("link", { name: "Célé Mécanique" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Ajouter un employeur" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^SIRET/ }).fill("900 000 001 00017");
  await dialog.getByRole("textbox", { name: /^Nom/ }).fill("Brasserie des Causses");
  await choose(dialog.getByRole("combobox", { name: /^Nature/ }), "Artisan");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByRole("link", { name: "Ouvrir sa fiche" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: /^SIRET/ }).fill("732 829 320 00075");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByText("un de ses chiffres est faux").first()).toBeVisible();
  await dialog.getByRole("textbox", { name: /^SIRET/ }).fill("732 829 320 00074");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Brasserie des Causses");

  await page.getByRole("button", { name: "Demander l’adhésion" }).click();
  await dialog.getByLabel(/Qui accepte la charte/).fill("Léo Astruc");
  await dialog.getByRole("button", { name: "Demander l’adhésion" }).click();
  await page.getByRole("button", { name: "Accepter" }).click();
  await dialog.getByRole("button", { name: "Accepter" }).click();
  const membership = page.getByRole("region", { name: "Adhésion au réseau" });
  await expect(membership.getByText("Membre", { exact: true })).toBeVisible();
  await expect(membership.getByText(/acceptée par Léo Astruc/)).toBeVisible();

  await page.getByRole("button", { name: "Ajouter un interlocuteur" }).click();
  await dialog.getByLabel(/^Prénom/).fill("Léo");
  await dialog.getByLabel(/^Nom/).fill("Astruc");
  await dialog.getByLabel(/^Téléphone/).fill("01 99 00 47 77");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("link", { name: "01 99 00 47 77" })).toBeVisible();

  await page.getByRole("button", { name: "Noter une rencontre" }).click();
  await choose(dialog.getByRole("combobox", { name: /^Forme/ }), "Appel");
  await dialog.getByLabel(/Ce qui a été dit/).fill("Cherche un brasseur pour le printemps.");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Cherche un brasseur pour le printemps.")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("an employer starts with its own page, and sees nothing else", async ({ browser }) => {
  const page = await pageOf(browser, "employeur", "/employeurs/[0-9a-f-]+", "/employeurs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Célé Mécanique");
  await expect(page.getByText("Un usineur trouvé")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Interlocuteurs" })).toBeVisible();
  await page.getByRole("button", { name: "Modifier la fiche" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/^Nom/)).toHaveValue("Célé Mécanique");
  await expect(dialog.getByLabel(/^SIRET/)).toHaveCount(0);
  await dialog.getByLabel(/^Site internet/).fill("https://celemeca.example");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("link", { name: "https://celemeca.example" })).toBeVisible();
  await page.goto("/dossiers");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Dossiers");
  await page.goto("/employeurs");
  await expectAccessibleEverywhere(page);
});
