import { pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const PDF = { name: "logo.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 logo") };

test("the team adds to the kit, and a member of the network takes it", async ({ browser }) => {
  const page = await pageOf(browser, "programme", "/kit");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kit de communication");
  await expect(page.getByText("Affiche « Le Lot recrute »")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Ajouter un élément" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Titre/).fill("Logo du réseau");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByText("Choisissez un fichier.").first()).toBeVisible();
  await dialog.locator('input[type="file"]').setInputFiles(PDF);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Logo du réseau", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Historique de Affiche « Le Lot recrute »" }).click();
  await expect(dialog.getByText(/^Version 2/)).toBeVisible();
  await expect(dialog.getByRole("link", { name: "Célé Mécanique" })).toBeVisible();
  await expectAccessible(page);

  const member = await pageOf(browser, "employeur", "/kit");
  await expect(member.getByRole("heading", { name: "Logo du réseau" })).toBeVisible();
  await expect(member.getByText("Argumentaire du premier appel")).toHaveCount(0);
  await expectAccessibleEverywhere(member);
  const download = member.waitForEvent("download");
  await member.getByRole("button", { name: "Télécharger Logo du réseau" }).click();
  expect((await download).suggestedFilename()).toBe("logo.pdf");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  const row = page.getByRole("row", { name: /Logo du réseau/ });
  await expect(row.getByText("1 (1 employeur)")).toBeVisible();
});

test("a survey is prepared with the keyboard, opened, answered by a member and read", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/enquetes");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Préparer une enquête" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Titre/).fill("Saison d’été");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Saison d’été");
  const ask = async (kind: string, label: string) => {
    await page.getByRole("button", { name: "Ajouter une question" }).click();
    await choose(dialog.getByRole("combobox", { name: /Ce qu’elle demande/ }), kind);
    await dialog.getByLabel(/^Question/).fill(label);
    if (kind === "Un choix") await dialog.getByLabel(/^Choix/).fill("Juin\nJuillet");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await expect(dialog).toHaveCount(0);
  };
  await ask("Oui ou non", "Logez-vous vos saisonniers ?");
  await ask("Un choix", "À partir de quand ?");
  const up = page.getByRole("button", { name: "Monter : À partir de quand ?" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1. À partir de quand ?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Descendre : À partir de quand ?" })).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Ouvrir l’enquête" }).click();
  await dialog.getByRole("button", { name: "Ouvrir l’enquête" }).click();
  await expect(page.getByRole("heading", { name: "Réponses attendues" })).toBeVisible();

  const member = await pageOf(browser, "employeur", "/employeurs/[0-9a-f-]+", "/employeurs");
  await member.getByRole("link", { name: "Répondre : Saison d’été" }).click();
  await member.getByRole("radio", { name: "Juillet" }).check();
  await expectAccessibleEverywhere(member);
  await member.getByRole("button", { name: "Enregistrer et continuer plus tard" }).click();
  await expect(member.getByText("Brouillon enregistré, pas encore envoyé.")).toBeVisible();
  await member.getByRole("radio", { name: "Oui" }).check();
  await member.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(member.getByText(/Cette réponse est envoyée/)).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await expect(page.getByRole("link", { name: "Voir la réponse de Célé Mécanique" })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Juillet/ })).toContainText("100");
  await expectAccessibleEverywhere(page);
});

test("the overview of a survey tells choices, numbers, occupations and texts", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/enquetes");
  await page.getByRole("link", { name: /Besoins de recrutement/ }).click();
  await expect(page.getByText("4 employeurs ont répondu", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Logement/ })).toContainText("75");
  await expect(page.getByText("20 postes")).toBeVisible();
  await expect(page.getByText(/Un logement de passage/)).toBeVisible();
  await expectAccessibleEverywhere(page);
});
