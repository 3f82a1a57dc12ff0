import { pageOf } from "./support/server";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const stamp = Date.now();
const TITLES = [`Forgeron ${stamp}`, `Vannière ${stamp}`];

const offer = (id: string, intitule: string, more: object = {}) => ({
  id,
  intitule,
  description: "Vous travaillez à l’atelier, en équipe de trois.",
  dateCreation: "2026-11-02T08:00:00.000Z",
  lieuTravail: { libelle: "46 - FIGEAC", commune: "46102" },
  romeCode: "H2901",
  entreprise: { nom: "Atelier du Causse" },
  typeContrat: "CDI",
  typeContratLibelle: "CDI",
  nombrePostes: 1,
  origineOffre: { origine: "1", urlOrigine: `https://candidat.example.fr/${id}` },
  ...more,
});

const FILE = JSON.stringify({
  resultats: [
    offer(`A${stamp}`, TITLES[0] ?? ""),
    offer(`B${stamp}`, TITLES[1] ?? ""),
    offer(`C${stamp}`, "Sans contrat", { typeContrat: "" }),
  ],
});

test("the programme brings offers of France Travail in, takes the list away, and takes the import back", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/offres-emploi");
  await page.getByRole("link", { name: "Importer des offres" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Importer des offres");
  await expectAccessible(page);

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choisir un fichier" }).press("Enter");
  const name = `offres-${stamp}.json`;
  const buffer = Buffer.from(FILE);
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByLabel("Sens de la colonne intitule")).toHaveValue("title");
  await expect(page.getByText("Source : France Travail")).toBeVisible();
  // The offers of the demonstration stay as they are.
  await page.getByRole("checkbox", { name: /ne contient pas toutes les offres/ }).check();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole("button", { name: "Vérifier le fichier" }).press("Enter");
  const tile = (words: string) => page.locator("dl > div").filter({ hasText: words });
  await expect(tile("offres à publier")).toContainText("2");
  await expect(tile("offres à clore")).toContainText("0");
  await expect(tile("lignes refusées")).toContainText("1");
  await page.getByText("Refusée", { exact: true }).first().click();
  await expect(page.getByText("Type de contrat manquant").last()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole("button", { name: "Enregistrer les offres" }).press("Enter");
  const confirm = page.getByRole("dialog");
  await expect(confirm.getByText(/2 offres seront publiées/)).toBeVisible();
  await confirm.getByRole("button", { name: "Enregistrer les offres" }).press("Enter");
  await expect(tile("offres publiées")).toContainText("2");
  const imported = page.url();

  await page.goto(`/offres-emploi?q=${stamp}`);
  for (const title of TITLES) {
    await expect(page.getByRole("link", { name: title })).toBeVisible();
  }
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter" }).press("Enter");
  await page.getByRole("menuitem", { name: "JSON (format France Travail)" }).press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^offres-.*\.json$/);

  await page.goto(imported);
  await page.getByRole("button", { name: "Annuler cet import" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Annuler cet import" }).press("Enter");
  await expect(page.getByText(/^Import annulé le/)).toBeVisible();
  await page.goto(`/offres-emploi?q=${stamp}`);
  await expect(page.getByRole("link", { name: TITLES[0] })).toHaveCount(0);
});
