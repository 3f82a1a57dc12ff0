import { apiOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("a visitor finds an offer by its words and place, reads it, and asks for help with it", async ({
  page,
}) => {
  await page.goto("/offres");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Travailler dans le Lot");
  const results = page.getByRole("list", { name: "Offres trouvées" }).getByRole("listitem");
  await expect(page.getByRole("status").filter({ hasText: "trouvées" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("searchbox").fill("infirmiere");
  await expect(page).toHaveURL(/q=infirmiere/);
  await expect(results.getByRole("link").first()).toHaveText("Infirmier ou infirmière de nuit");
  await page
    .getByRole("checkbox", { name: /^CDI \(/ })
    .first()
    .check();
  await expect(page).toHaveURL(/contract=CDI/);

  await results.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Infirmier ou infirmière de nuit",
  );
  await expect(page.getByText("Salaire", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: "Me faire aider pour cette offre" }).click();
  await expect(page).toHaveURL(/\/demande\?offre=/);
  await expect(page.getByLabel(/^Votre message/)).toHaveValue(/Infirmier ou infirmière de nuit/);
});

test("a disc of the map chooses its territory, as its line of the list does", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/offres");
  await page.getByRole("link", { name: /Grand-Figeac.* Choisir ce territoire/ }).click();
  await expect(page).toHaveURL(/epci=.*200067361/);
  await expect(page.getByRole("checkbox", { name: /Grand-Figeac/ }).first()).toBeChecked();
  await page.getByRole("button", { name: "Tout effacer" }).first().click();
  await expect(page).not.toHaveURL(/epci/);
});

test("a search without result teaches what to try", async ({ page }) => {
  await page.goto("/offres?q=scaphandrier");
  await expect(page.getByText("Aucune offre ne correspond")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the page of an offer is told to search engines, and to people once it is over", async ({
  page,
  request,
}) => {
  const api = await apiOf(request, "programme");
  interface Offers {
    items: { public_path: string; is_public: boolean }[];
  }
  // A published offer of an employer whose membership is not active is not public.
  const path = async (status: string, isPublic: boolean) =>
    (await api<Offers>("GET", `/job-offers?status=${status}`)).items.find(
      (offer) => offer.is_public === isPublic,
    )?.public_path ?? "";
  const online = await request.get(await path("published", true));
  expect(online.status()).toBe(200);
  expect(await online.text()).toContain('"@type":"JobPosting"');
  const over = await path("filled", false);
  const answer = await page.goto(over);
  expect(answer?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Cette offre n’est plus en ligne",
  );
  await expectAccessibleEverywhere(page);
  expect(await (await request.get("/sitemap.xml")).text()).not.toContain(over);
});

test("the employers of the network and the help are shown to anybody", async ({ page }) => {
  await page.goto("/employeurs-du-reseau");
  await expect(page.getByRole("heading", { name: "Célé Mécanique" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Être accompagné" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("réseau accueil");
  await expectAccessibleEverywhere(page);
});
