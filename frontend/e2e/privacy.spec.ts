import { pageOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const FORMS = [
  { path: "/demande", why: "vous accompagner dans votre projet" },
  { path: "/lettre", why: "la lettre d’information" },
  { path: "/rejoindre-le-reseau", why: "la demande d’adhésion" },
  { path: "/devenir-ambassadeur", why: "réseau des ambassadeurs" },
  { path: "/mon-dossier", why: "vous accompagner dans votre projet" },
];

for (const { path, why } of FORMS) {
  test(`${path} tells who asks, why, for how long and what rights there are`, async ({ page }) => {
    await page.goto(path);
    await page.getByRole("button", { name: "Que deviennent ces informations ?" }).press("Enter");
    const notice = page.locator("p").filter({ hasText: /^Pourquoi\s:/ });
    await expect(notice).toContainText(why);
    for (const told of [/^Qui\s:/, /^Combien de temps\s:/, /^Vos droits\s:/]) {
      await expect(page.getByText(told)).toBeVisible();
    }
    await expect(page.getByText(/dpd@ohmylot\.example/).first()).toBeVisible();
    await expectAccessibleEverywhere(page);
  });
}

test("everybody reads what becomes of their data, purpose by purpose", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Vos données", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vos données personnelles");
  await expect(page.getByRole("heading", { level: 3, name: "Lettre d’information" })).toBeVisible();
  await expect(
    page
      .getByText("Deux ans")
      .or(page.getByText(/deux ans/))
      .first(),
  ).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the programme reads, downloads and prints the register, and sees which agreements hold", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/administration/registre");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Registre des traitements");
  const line = page.getByRole("region", { name: "Lettre d’information" });
  await expect(line).toContainText("Jusqu’à votre désinscription");
  await expect(line).toContainText("Votre accord");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Télécharger" }).press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Tableur (CSV, Excel)" }).press("Enter");
  expect((await download).suggestedFilename()).toBe("registre-des-traitements.csv");

  await page.getByRole("link", { name: "Voir les accords donnés" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accords donnés");
  await page.getByRole("button", { name: /^Lire le texte « Lettre d’information/ }).press("Enter");
  await expect(page.getByText(/J'accepte de recevoir par e-mail la lettre/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.context().close();
});
