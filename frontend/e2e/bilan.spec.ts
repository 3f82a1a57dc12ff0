import { pageOf } from "./support/server";
import {
  expect,
  expectAccessible,
  expectAccessibleEverywhere,
  expectWeight,
  test,
} from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

/** A year of which the demonstration has no report. */
const YEAR = 2023;

/** The line of a published report: its state, then the day. */
const PUBLISHED = /Publié \d\d\//;

interface PublishedYear {
  year: number;
  path: string;
}

test("a report is computed, validated, published and corrected", async ({ browser }) => {
  const page = await pageOf(browser, "programme", "/bilans");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bilans");
  await expect(page.getByRole("row", { name: PUBLISHED }).first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("button", { name: "Préparer un bilan" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Année/).fill(String(YEAR));
  await dialog.getByRole("button", { name: "Préparer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bilan ${YEAR}`);

  await page.getByRole("button", { name: "Calculer les chiffres" }).click();
  await expect(page.getByRole("heading", { name: "Chiffres de l’année" })).toBeVisible();
  const told = page.getByRole("row", { name: /Familles installées en 2023/ });
  await expect(told).toContainText("73");
  await expect(told).toContainText("Non recensé ici");
  await page
    .getByRole("button", { name: /^Expliquer l’écart : Familles installées en 2023/ })
    .click();
  await dialog.getByLabel("En quelques mots").fill("Les dossiers d’avant ne sont pas repris ici.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Recalculer" }).click();
  await expect(told).toContainText("Les dossiers d’avant ne sont pas repris ici.");
  await page.getByRole("button", { name: /^Définition et détail : Familles installées/ }).click();
  // Another copy waits for the printer.
  const defined = page.getByText("Le jour de l’emménagement.").filter({ visible: true });
  await expect(defined.first()).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Valider", exact: true }).click();
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await dialog.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByRole("button", { name: "Corriger" })).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Recalculer" })).toHaveCount(0);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("button", { name: "Corriger" }).click();
  await dialog.getByLabel(/^Motif/).fill("Relecture du comité de pilotage");
  await dialog.getByRole("button", { name: "Corriger" }).click();
  await expect(page.getByText("Édition 2").first()).toBeVisible();
  await page.getByRole("button", { name: "Calculer les chiffres" }).click();
  await expect(page.getByText("Aucun chiffre ne change.")).toBeVisible();
  await page.getByRole("link", { name: "Édition 1" }).click();
  await expect(page).toHaveURL(/edition=1/);
  await expect(page.getByRole("button", { name: "Corriger" })).toHaveCount(0);
});

test("what the press was told is imported, and the wrong line says why", async ({ browser }) => {
  const page = await pageOf(browser, "programme", "/bilans");
  await page.getByRole("link", { name: "Chiffres publiés" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chiffres publiés");
  await expect(page.getByRole("row", { name: /Familles installées en 2023/ })).toBeVisible();
  const head = "key,label,figure,unit,approximate,indicator,from_year,as_of,document,url\n";
  const right = "2018-essai,Foyers de l’essai,41,family,no,,,2018,Lettre du programme,\n";
  const wrong = "2018-faux,Foyers,beaucoup,family,no,,,2018,Lettre du programme,\n";
  await page.locator("input[type=file]").setInputFiles({
    name: "chiffres.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(head + right + wrong),
  });
  await expect(page.getByText("1 ligne enregistrée sur 2")).toBeVisible();
  await expect(page.getByText(/^Ligne 3, colonne .*figure/)).toBeVisible();
  await expect(page.getByRole("row", { name: /Foyers de l’essai 41/ })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.close();
});

test("the press text is copied, and the page prints without its menu", async ({ browser }) => {
  const page = await pageOf(browser, "programme", "/bilans");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const row = page.getByRole("row", { name: PUBLISHED }).first();
  await row.getByRole("link").click();
  await page.getByRole("button", { name: "Copier le texte" }).click();
  await expect(page.getByText("Texte copié")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Bilan \d{4} du programme d’attractivité « Oh my Lot ! »\n\n/);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Navigation principale" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Imprimer" })).toBeHidden();
});

test("the steering committee reads what is published, without small cells", async ({ browser }) => {
  const page = await pageOf(browser, "copil", "/bilans");
  await expect(page.getByText("Les bilans publiés.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Préparer un bilan" })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Calculé/ })).toHaveCount(0);
  await page.getByRole("row", { name: PUBLISHED }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Chiffres de l’année" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Les étapes" })).toHaveCount(0);
  await expect(page.getByText(/OML-\d{4}/)).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});

test("everybody reads the published report and takes its figures", async ({ page, request }) => {
  const years = await (await request.get("/api/v1/public/reports")).json();
  const latest: PublishedYear = years.items[0];
  await page.goto("/");
  await page.getByRole("link", { name: `Bilan ${latest.year}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bilan ${latest.year}`);
  await expect(page.getByRole("link", { name: "Licence Ouverte 2.0" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  const address = await page.getByRole("link", { name: /CSV/ }).getAttribute("href");
  const table = await request.get(address ?? "");
  expect(table.headers()["content-type"]).toContain("text/csv");
  expect(await table.text()).toContain("families_settled");
  await page.goto("/bilan/2018");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page introuvable");
});

test("the public report stays within 300 kB and 25 requests", async ({ page, request }) => {
  const years = await (await request.get("/api/v1/public/reports")).json();
  const latest: PublishedYear = years.items[0];
  await expectWeight(page, latest.path, { kilobytes: 300, requests: 25 });
});
