import type { Browser, Page } from "@playwright/test";
import { apiOf, mailedToken, pageOf, rewriteTime } from "./support/server";
import { choose, expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

// J6, from the public form to the household that takes the job.
const SIRET = "900 000 096 00017";
const NAME = "Atelier de la Pierre Levée";
const PASSWORD = "six lauzes posées sur le toit";
const TITLE = "Tailleur ou tailleuse de pierre";
const DAY = 86_400_000;

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/connexion?suite=%2Foffres-emploi");
  await page.getByLabel(/Adresse électronique/).fill(email);
  await page.getByLabel(/^Mot de passe/).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/offres-emploi$/);
}

/** Joins by the public form and chooses a password by the mailed link. */
async function join(page: Page, email: string): Promise<void> {
  await page.goto("/rejoindre-le-reseau");
  await page.getByLabel(/Numéro SIRET/).fill("900 000 096 00014");
  await page.getByLabel("Nom de l’entreprise").fill(NAME);
  await page.getByLabel("Vous êtes").selectOption({ label: "Artisan" });
  await choose(page.getByRole("combobox", { name: /Commune/ }), /^Figeac/, "figeac");
  await page.getByLabel("Prénom").fill("Aude");
  await page.getByLabel("Nom", { exact: true }).fill("Lacaze");
  await page.getByLabel(/Adresse électronique/).fill(email);
  await page.getByRole("checkbox", { name: /J’ai lu la charte/ }).check();
  // Takes the time of a person: a form that comes back within three seconds was filled in by a machine.
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Rejoindre le réseau" }).click();
  await expect(page.getByText(/un de ses chiffres est faux/).first()).toBeVisible();
  await page.getByLabel(/Numéro SIRET/).fill(SIRET);
  await page.getByRole("button", { name: "Rejoindre le réseau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Encore une étape");
  const token = await mailedToken("/rejoindre-le-reseau/confirmation", email);
  await page.goto(`/rejoindre-le-reseau/confirmation#${token}`);
  await page.getByRole("link", { name: "Choisir mon mot de passe" }).click();
  await page.getByLabel(/^Nouveau mot de passe(?!,)/).fill(PASSWORD);
  await page.getByLabel(/une seconde fois/).fill(PASSWORD);
  await page.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await expect(page.getByRole("link", { name: "Se connecter" }).last()).toBeVisible();
}

/** The programme finds it known when it types the number again, and accepts its membership. */
async function accept(browser: Browser): Promise<void> {
  const page = await pageOf(browser, "programme", "/employeurs");
  await page.getByRole("button", { name: "Ajouter un employeur" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^SIRET/ }).fill(SIRET);
  await dialog.getByRole("textbox", { name: /^Nom/ }).fill("Pierre Levée");
  await choose(dialog.getByRole("combobox", { name: /^Nature/ }), "Artisan");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("link", { name: "Ouvrir sa fiche" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(NAME);
  await page.getByRole("button", { name: "Accepter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Accepter" }).click();
  const membership = page.getByRole("region", { name: "Adhésion au réseau" });
  await expect(membership.getByText("Membre", { exact: true })).toBeVisible();
}

/** Writes an offer that the programme publishes; the path of its public page. */
async function publish(employer: Page, browser: Browser): Promise<string> {
  await employer.goto("/offres-emploi");
  await employer.getByRole("main").getByRole("link", { name: "Publier une offre" }).first().click();
  await employer.getByRole("textbox", { name: /^Titre/ }).fill(TITLE);
  await employer
    .getByRole("textbox", { name: /^Description/ })
    .fill("Restauration de bâti ancien.");
  await choose(employer.getByRole("combobox", { name: /^Contrat/ }), "CDI");
  await employer.getByRole("button", { name: "Remettre à la relecture" }).click();
  await expect(employer.getByRole("heading", { level: 1 })).toHaveText(TITLE);
  const programme = await pageOf(browser, "programme", "/offres-emploi");
  await programme.getByRole("tab", { name: /^À relire/ }).click();
  const go = programme.getByRole("button", { name: `Publier : ${TITLE}` });
  await go.click();
  await expect(go).toHaveCount(0);
  await employer.reload();
  const link = employer.getByRole("link", { name: "Voir la page publique" });
  return (await link.getAttribute("href")) ?? "";
}

/** The last day of the offer was yesterday, and the round of the day is due. */
function pass(id: string): void {
  const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  const round = "'job_offers.round'";
  rewriteTime(`
    UPDATE job_offers SET expires_on = '${yesterday}', expires_sort = '${yesterday}'
      WHERE lower(hex(id)) = '${id.replaceAll("-", "")}';
    UPDATE job_offer_editions SET number = number + 1;
    INSERT INTO jobs (id, key, kind, run_at, status, attempts, created_at, updated_at)
      SELECT randomblob(16), ${round} || ':' || hex(randomblob(8)), ${round}, created_at, 'queued', 0,
        created_at, created_at FROM jobs LIMIT 1`);
}

test("an employer joins, publishes, is reminded, renews in one click, and finds somebody", async ({
  page,
  browser,
  request,
}) => {
  const email = `aude.lacaze.${Date.now()}@pierre.example`;
  await join(page, email);
  await signIn(page, email);
  await page.goto("/kit");
  await expect(page.getByRole("button", { name: /^Télécharger/ })).toHaveCount(0);
  await accept(browser);

  // The kit is open now, and one download is one more.
  const api = await apiOf(request, "programme");
  const downloads = async () => {
    const kit = await api<{ items: { title: string; counts: { downloads: number } | null }[] }>(
      "GET",
      "/kit-items",
    );
    return kit.items.find(({ title }) => title.startsWith("Affiche"))?.counts?.downloads ?? -1;
  };
  const before = await downloads();
  await page.reload();
  await page.getByRole("button", { name: /^Télécharger Affiche/ }).click();
  await expect.poll(downloads).toBe(before + 1);

  const path = await publish(page, browser);
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(path)?.[0] ?? "";
  const listed = async () => {
    const answer = await request.get("/api/v1/public/job-offers?q=pierre+figeac");
    return (await answer.text()).includes(id);
  };
  expect(await listed()).toBe(true);
  expect(await (await request.get(path)).text()).toContain('"@type":"JobPosting"');

  pass(id);
  const token = await mailedToken("/mon-offre", email);
  expect((await request.get(path)).status()).toBe(410);
  expect((await request.get(`/api/v1/public/job-offers/${id}`)).status()).toBe(410);
  expect(await listed()).toBe(false);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Cette offre n’est plus en ligne",
  );

  await page.goto(`/mon-offre#${token}`);
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: /renouveler 60 jours/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/votre offre tient 60 jours/);
  expect((await request.get(path)).status()).toBe(200);
  expect(await listed()).toBe(true);

  const filled = async () =>
    (await api<{ positions_filled: number }>("GET", "/job-offers/counts")).positions_filled;
  const count = await filled();
  const moved = new Date(Date.now() - 2 * DAY).toISOString().slice(0, 10);
  const household = await api<{ id: string }>("POST", "/prospects", {
    household_kind: "alone",
    project_types: ["employee"],
    wished_territories: ["46102"],
    source: "phone",
    next_action: {
      label: "Appeler",
      on: new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10),
    },
    members: [{ role: "lead", first_name: "Maël", last_name: "Castagné", email: `mael.${email}` }],
  });
  await api("PUT", `/prospects/${household.id}/installation`, {
    moved_in_on: moved,
    commune_code: "46102",
    adults: 1,
    children: 0,
    job_through: "offer",
    job_offer_id: id,
  });
  expect(await filled()).toBe(count + 1);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/offres-emploi");
  await expect(page.getByText("1 poste pourvu par un foyer accompagné")).toBeVisible();
  await page.getByRole("link", { name: TITLE }).click();
  await page.getByRole("button", { name: "Le poste est pourvu" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Le poste est pourvu" }).click();
  const standing = page.getByRole("region", { name: "Où en est l’offre" });
  await expect(standing.getByText("Pourvue", { exact: true })).toBeVisible();
  expect((await request.get(path)).status()).toBe(410);
});
