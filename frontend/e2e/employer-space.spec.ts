import { expectMail, mailedToken, pageOf } from "./support/server";
import { choose, expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const PASSWORD = "quatre chevreuils au bord du Vers";

test("an employer joins by itself, enters its space and refers a recruit", async ({ page }) => {
  const email = `lea.astruc.${Date.now()}@causse.example`;
  await page.goto("/");
  await page.getByRole("link", { name: "Vous recrutez ? Rejoignez le réseau" }).click();
  await page.getByLabel(/Numéro SIRET/).fill("900 000 091 00018");
  await page.getByLabel("Nom de l’entreprise").fill("Fromagerie du Causse");
  await page.getByLabel("Vous êtes").selectOption({ label: "Artisan" });
  await choose(page.getByRole("combobox", { name: /Commune/ }), /^Figeac/, "figeac");
  await page.getByLabel("Prénom").fill("Léa");
  await page.getByLabel("Nom", { exact: true }).fill("Astruc");
  await page.getByLabel(/Adresse électronique/).fill(email);
  await page.getByRole("checkbox", { name: /J’ai lu la charte/ }).check();
  // Takes the time of a person: a form that comes back within three seconds was filled in by a machine.
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Rejoindre le réseau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Encore une étape");
  await expectAccessibleEverywhere(page);

  const token = await mailedToken("/rejoindre-le-reseau/confirmation", email);
  await page.goto(`/rejoindre-le-reseau/confirmation#${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bienvenue Léa");
  await page.getByRole("link", { name: "Choisir mon mot de passe" }).click();
  await page.getByLabel(/^Nouveau mot de passe(?!,)/).fill(PASSWORD);
  await page.getByLabel(/une seconde fois/).fill(PASSWORD);
  await page.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await page.getByRole("link", { name: "Se connecter" }).last().click();
  await page.getByLabel(/Adresse électronique/).fill(email);
  await page.getByLabel(/^Mot de passe/).fill(PASSWORD);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Mon entreprise" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fromagerie du Causse");

  const recruits = page.getByRole("region", { name: "Accueillir un recruté" });
  await recruits.getByRole("button", { name: "Recommander une personne" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Prénom/).fill("Sacha");
  await dialog.getByLabel(/^Nom/).fill("Lebrun");
  await dialog.getByLabel(/^Adresse électronique/).fill("sacha.lebrun@recrue.example");
  await dialog.getByRole("radio", { name: "Oui" }).check();
  await dialog.getByRole("checkbox", { name: /est d’accord/ }).check();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Transmettre" }).click();
  await expect(recruits.getByText("Sacha Lebrun")).toBeVisible();
  await expect(recruits.getByText("Transmis", { exact: true })).toBeVisible();
  await expectMail("sacha.lebrun@recrue.example", "Fromagerie du Causse");
  await expectAccessibleEverywhere(page);
});

test("the programme checks who claims an employer that is known", async ({ browser }) => {
  const page = await pageOf(browser, "programme", "/employeurs");
  const waiting = page.getByRole("region", { name: "Inscriptions à vérifier" });
  await expect(waiting.getByText("Julie Fabre, pour Menuiserie Laborde")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await waiting.getByRole("button", { name: "Ouvrir l’accès : Julie Fabre" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ouvrir l’accès" }).click();
  await expect(waiting).toHaveCount(0);
  await page.getByRole("link", { name: "Menuiserie Laborde" }).click();
  const accounts = page.getByRole("region", { name: "Accès à l’espace" });
  await expect(accounts.getByText("julie.fabre@menuiserie.example")).toBeVisible();
});

test("an employer reads how far its recruits have come, and no more", async ({ browser }) => {
  const page = await pageOf(browser, "employeur", "/employeurs/[0-9a-f-]+", "/employeurs");
  const recruits = page.getByRole("region", { name: "Accueillir un recruté" });
  const of = (name: string) => recruits.getByRole("listitem").filter({ hasText: name });
  await expect(of("Kévin Dupuis").getByText("Accompagné", { exact: true })).toBeVisible();
  await expect(of("Sofiane Benkhelil").getByText("Transmis", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
});
