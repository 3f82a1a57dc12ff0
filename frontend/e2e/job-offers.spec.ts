import type { Page } from "@playwright/test";
import { pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const TITLE = "Rectifieur ou rectifieuse";
/** Looked at everywhere, then back at the width of a desk. */
async function look(page: Page): Promise<void> {
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const standing = (page: Page) => page.getByRole("region", { name: "Où en est l’offre" });

test("an employer writes an offer, corrects what the programme hands back, and it is published", async ({
  browser,
}) => {
  const employer = await pageOf(browser, "employeur", "/offres-emploi");
  await expect(employer.getByRole("heading", { level: 1 })).toHaveText("Vos offres d’emploi");
  await expect(employer.getByRole("link", { name: "Usineur de nuit" })).toBeVisible();
  await expect(employer.getByText("Infirmier ou infirmière de nuit")).toHaveCount(0);
  await look(employer);

  await employer.getByRole("main").getByRole("link", { name: "Publier une offre" }).click();
  await expect(employer.getByRole("combobox", { name: "Commune" })).toHaveValue("Figeac");
  await employer.getByRole("button", { name: "Remettre à la relecture" }).click();
  await expect(employer.getByRole("alert")).toBeFocused();
  await look(employer);
  await employer.getByRole("textbox", { name: /^Titre/ }).fill(TITLE);
  await employer.getByRole("textbox", { name: /^Description/ }).fill("Rectification de pièces.");
  await choose(employer.getByRole("combobox", { name: /^Contrat/ }), "CDI");
  await employer.locator("input[data-path=occupation]").fill("tourneur");
  await employer
    .getByRole("option", { name: /Tourneu/ })
    .first()
    .click();
  // Looked up elsewhere and back: what was typed is kept.
  await employer.getByRole("link", { name: "Offres d’emploi", exact: true }).click();
  await employer.getByRole("main").getByRole("link", { name: "Publier une offre" }).click();
  await expect(employer.getByRole("textbox", { name: /^Titre/ })).toHaveValue(TITLE);
  await employer.getByRole("button", { name: "Remettre à la relecture" }).click();
  await expect(employer.getByRole("heading", { level: 1 })).toHaveText(TITLE);
  await expect(standing(employer).getByText("À relire", { exact: true })).toBeVisible();

  const programme = await pageOf(browser, "programme", "/offres-emploi");
  await programme.getByRole("tab", { name: /^À relire/ }).click();
  await expect(programme).toHaveURL(/vue=relecture/);
  await look(programme);
  await programme.getByRole("button", { name: `À reprendre : ${TITLE}` }).click();
  const dialog = programme.getByRole("dialog");
  await dialog.getByRole("button", { name: "À reprendre" }).click();
  await expect(dialog.getByText("Dites pourquoi.").first()).toBeVisible();
  await dialog.getByLabel(/Ce qu’il faut dire/).fill("Indiquez le salaire.");
  await dialog.getByRole("button", { name: "À reprendre" }).click();
  await expect(programme.getByRole("button", { name: `À reprendre : ${TITLE}` })).toHaveCount(0);

  await employer.reload();
  await expect(employer.getByText("Pourquoi : Indiquez le salaire.")).toBeVisible();
  await look(employer);
  await employer.getByRole("link", { name: "Modifier l’offre" }).click();
  await employer.getByRole("textbox", { name: "Salaire" }).fill("2 200 € brut par mois");
  await employer.getByRole("button", { name: "Enregistrer et remettre à la relecture" }).click();
  await expect(standing(employer).getByText("À relire", { exact: true })).toBeVisible();

  await programme.reload();
  await programme.getByRole("button", { name: `Publier : ${TITLE}` }).click();
  await expect(programme.getByRole("button", { name: `Publier : ${TITLE}` })).toHaveCount(0);
  await employer.reload();
  await expect(standing(employer).getByText("Publiée", { exact: true })).toBeVisible();
  await expect(employer.getByRole("link", { name: "Voir la page publique" })).toHaveAttribute(
    "href",
    /^\/offres\/rectifieur-ou-rectifieuse-/,
  );
  await employer.getByRole("button", { name: "Le poste est pourvu" }).click();
  await employer.getByRole("dialog").getByRole("button", { name: "Le poste est pourvu" }).click();
  await expect(standing(employer).getByText("Pourvue", { exact: true })).toBeVisible();
  await expect(employer.getByRole("link", { name: "Modifier l’offre" })).toHaveCount(0);
});

test("the programme renews what ends soon, sees why an offer is not public, and compares occupations", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/offres-emploi");
  await look(page);
  await page.getByRole("tab", { name: /^Expirent bientôt/ }).click();
  const renew = page.getByRole("button", { name: /^Renouveler 60 jours : Contrôleur/ });
  await renew.click();
  await expect(renew).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("tab", { name: "Toutes" }).click();
  await page.getByRole("link", { name: "Serveur ou serveuse" }).click();
  await expect(page.getByText(/le public ne la voit pas/)).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "Archiver" }).click();
  await page.getByRole("button", { name: "Annuler l’action" }).click();
  await expect(page.getByRole("button", { name: "Archiver" })).toBeVisible();
  await page.getByRole("link", { name: "Dupliquer" }).click();
  await expect(page.getByRole("textbox", { name: /^Titre/ })).toHaveValue("Serveur ou serveuse");
  await expect(page.getByRole("combobox", { name: /^Employeur/ })).toHaveValue(
    "Hôtel du Pont Vieux",
  );

  await page.goto("/offres-emploi/metiers");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Métiers demandés");
  await expect(page.getByRole("link", { name: /Infirmier/ })).toBeVisible();
  await look(page);
});

test("a link that opens nothing says so", async ({ page }) => {
  await page.goto("/mon-offre#nothing");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
  await look(page);
});
