import { doubleApi } from "./support/api-double";
import { ENTRIES, STALE } from "./support/directory";
import { REFERENCE } from "./support/reference-double";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

const list = (items: unknown[]) => ({ body: { items, next_cursor: null, total: items.length } });
const answers = { ...REFERENCE, "GET /local-resources": list(ENTRIES) };

test("the directory is accessible and fits every width", async ({ page }) => {
  await doubleApi(page, answers);
  await page.goto("/annuaire");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annuaire local");
  await expect(page.getByText("01 99 00 53 01").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("filters stand in the address and are asked of the server", async ({ page }) => {
  await doubleApi(page, answers);
  await page.goto("/annuaire");
  await page.getByRole("combobox", { name: "Territoire" }).click();
  const asked = page.waitForRequest(/local-resources\?.*territory=46(&|$)/);
  await page.getByRole("option", { name: "Tout le Lot" }).click();
  await asked;
  await page.getByRole("switch", { name: "Seulement celles à vérifier" }).press("Space");
  await expect(page).toHaveURL(/stale=true/);
  await page.reload();
  await expect(page.getByRole("switch", { name: "Seulement celles à vérifier" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Territoire" })).toHaveValue("Tout le Lot");
});

test("a stale entry is verified with one press, the version that was read with it", async ({
  page,
}) => {
  await doubleApi(page, {
    ...answers,
    [`POST /local-resources/${STALE.id}/verifications`]: {
      body: { ...STALE, stale: false, verified_on: "2026-11-21", version: 2 },
    },
  });
  await page.goto("/annuaire");
  const sent = page.waitForRequest(/verifications$/);
  await page.getByRole("button", { name: `C’est à jour : ${STALE.name}` }).press("Enter");
  expect((await sent).headers()["if-match"]).toBe('"1"');
  await expect(page.getByText("est vérifiée d’aujourd’hui")).toBeVisible();
});

test("entries of other territories are read only, and one's own are added to", async ({ page }) => {
  await doubleApi(page, { ...answers, "POST /local-resources": { status: 201, body: ENTRIES[0] } });
  await page.goto("/annuaire?theme=housing");
  await expect(page.getByRole("button", { name: "Modifier Conseil logement du Lot" })).toHaveCount(
    0,
  );
  await page.getByRole("button", { name: "Ajouter une fiche" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Indiquez un nom.");
  await expectAccessible(page);
  await dialog.getByLabel(/^Nom/).fill("Maison du logement");
  await choose(dialog.getByRole("combobox", { name: "Territoire" }), "CC Grand-Figeac");
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && /local-resources$/.test(request.url()),
  );
  await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter");
  expect((await sent).postDataJSON()).toMatchObject({
    name: "Maison du logement",
    theme: "housing",
    territory_code: "200067361",
    phone: null,
  });
  await expect(page.getByText("La fiche est ajoutée à l’annuaire.")).toBeVisible();
});

test("an empty directory teaches, a search without result says so", async ({ page }) => {
  await doubleApi(page, { ...answers, "GET /local-resources": list([]) });
  await page.goto("/annuaire");
  await expect(page.getByText("L’annuaire est encore vide")).toBeVisible();
  await page.goto("/annuaire?q=zzz");
  await expect(page.getByText("Rien ne correspond à ces filtres")).toBeVisible();
  await expectAccessible(page);
});
