import { expect, expectAccessible, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

const stamp = Date.now();
const FILE = [
  "Date demande;Nom;Prénom;Mail;Commentaire",
  `12/03/2024;Vidal;Nora;nora.${stamp}@mail.example;cherche une ferme`,
  `13/03/2024;Martin;Luc;luc.${stamp}@mail.example;`,
  "14/03/2024;Roux;Ana;;sans contact",
].join("\n");

test("the programme takes a file over, reads the report, and takes it back", async ({ page }) => {
  await page.goto("/connexion?suite=/imports");
  await page.getByLabel(/Adresse électronique/).fill("programme@demo.example");
  await page.getByLabel(/^Mot de passe/).fill("noyer-truffe-dolmen-lavande");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choisir un fichier" }).press("Enter");
  const name = `reprise-${stamp}.csv`;
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByLabel("Sens de la colonne Mail")).toHaveValue("email");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Vérifier le fichier" }).press("Enter");
  const tile = (words: string) => page.locator("dl > div").filter({ hasText: words });
  await expect(tile("dossiers à créer")).toContainText("2");
  await expect(tile("lignes refusées")).toContainText("1");
  await page.getByText("Refusé", { exact: true }).first().click();
  await expect(page.getByRole("radio", { name: "Refusé" })).toBeChecked();
  await expect(page.getByText("Ni adresse électronique ni téléphone").last()).toBeVisible();

  await page.getByRole("button", { name: "Enregistrer les dossiers" }).press("Enter");
  const confirm = page.getByRole("dialog");
  await confirm.getByRole("button", { name: "Enregistrer les dossiers" }).press("Enter");
  await expect(tile("dossiers créés")).toContainText("2");
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger le rapport" }).press("Enter");
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);

  await page.getByRole("button", { name: "Annuler cet import" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Annuler cet import" }).press("Enter");
  await expect(page.getByText(/^Import annulé le/)).toBeVisible();
});
