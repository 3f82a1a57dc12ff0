import { apiOf, inDatabase, mailedToken, oneClickPath } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("a visitor follows a search by mail, changes it, and ends it in one click", async ({
  page,
  request,
}) => {
  const email = `zoe.${Date.now()}@foyer.example`;
  // Other visitors follow searches meanwhile: this one's alone are counted.
  const active = () =>
    inDatabase(`SELECT count(*) FROM job_alerts WHERE email = '${email}' AND status = 'active'`);
  await page.goto("/offres?q=infirmier&contract=CDI");
  await page.getByRole("button", { name: "Recevoir ces offres par mail" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Votre adresse électronique")).toBeInViewport();
  await expect(dialog.getByText(/effacées dès que j’arrête l’alerte/)).toBeVisible();
  await dialog.getByRole("button", { name: "Créer mon alerte" }).click();
  await expect(dialog.getByRole("alert")).toBeFocused();
  // Takes the time of a person: a form that comes back within three seconds was filled in by a machine.
  await expectAccessibleEverywhere(page);
  await dialog.getByLabel("Votre adresse électronique").fill(email);
  await dialog.getByRole("radio", { name: "Chaque jour" }).check();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Créer mon alerte" }).click();
  await expect(dialog.getByText(/Le lien est valable sept jours/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  expect(active()).toBe("0");

  const confirm = await mailedToken("/mon-alerte/confirmation", email);
  await page.goto(`/mon-alerte/confirmation#${confirm}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre alerte est en place");
  await expect(page.getByText(/« infirmier » ; CDI/)).toBeVisible();
  await expect(page).toHaveURL(/\/mon-alerte\/confirmation$/);
  await expectAccessibleEverywhere(page);
  expect(active()).toBe("1");

  await page.getByRole("link", { name: "Voir ou changer mon alerte" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre alerte d’offres");
  await expect(page).toHaveURL(/\/mon-alerte$/);
  await page.getByLabel("Nous vous écrivons").selectOption({ label: "Chaque lundi" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est noté")).toBeVisible();
  await page.getByRole("button", { name: "Oui, prolonger de douze mois" }).click();
  await expect(page.getByText("Votre alerte est prolongée de douze mois")).toBeVisible();
  await expectAccessibleEverywhere(page);

  // A mail program opens the address in a browser: it asks. Another one posts it: it is done.
  const stop = await oneClickPath(email);
  await page.goto(stop);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Arrêter votre alerte ?");
  await expectAccessibleEverywhere(page);
  expect(active()).toBe("1");
  const click = await request.post(stop, { form: { "List-Unsubscribe": "One-Click" } });
  expect(click.status()).toBe(204);
  expect(active()).toBe("0");
  await page.getByRole("button", { name: "Arrêter mon alerte" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre alerte est arrêtée");
  await expectAccessibleEverywhere(page);
  await page.goto(`/mon-alerte/confirmation#${confirm}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
  await expectAccessibleEverywhere(page);
});

test("the team reads how many alerts are followed, and no address", async ({ request }) => {
  const api = await apiOf(request, "employeur");
  expect(await api<object>("GET", "/job-offers/counts")).not.toHaveProperty("active_alerts");
});
