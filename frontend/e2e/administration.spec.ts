import {
  ADMINISTRATION,
  IMPORT_PATH,
  IMPORT_SUMMARY,
  importBatch,
  PARTNER,
} from "./support/administration";
import { doubleApi } from "./support/api-double";
import { REFERENCE } from "./support/reference-double";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = { ...REFERENCE, ...ADMINISTRATION };

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");
test.beforeEach(({ page }) => doubleApi(page, answers));

const PAGES = [
  ["/administration/utilisateurs", "Utilisateurs", "Modifier Inès Roche"],
  ["/administration/partenaires", "Partenaires", "Modifier Département du Lot"],
  ["/administration/referents", "Référents", "Modifier Inès Roche"],
] as const;

for (const [path, title, edit] of PAGES) {
  test(`${path} and its form are accessible`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await page.getByRole("button", { name: edit }).press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expectAccessibleEverywhere(page);
  });
}

test("the journal is accessible", async ({ page }) => {
  await page.goto("/administration/journal");
  await expect(page.getByText("Dossier : modification").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("two versions of a partner are compared field by field", async ({ page }) => {
  const path = `/partners/${PARTNER.id}`;
  const sent: unknown[] = [];
  await doubleApi(page, {
    ...answers,
    [`GET ${path}`]: { body: { ...PARTNER, phone: "+33199001099", version: 2 } },
  });
  await page.route(`**/api/v1${path}`, (route) => {
    if (route.request().method() !== "PATCH") return route.fallback();
    const isStale = route.request().headers()["if-match"] === '"1"';
    sent.push(route.request().postDataJSON());
    const body = isStale ? { status: 412, code: "precondition_failed" } : PARTNER;
    return route.fulfill({ status: isStale ? 412 : 200, json: body });
  });
  await page.goto("/administration/partenaires");
  await page.getByRole("button", { name: "Modifier Département du Lot" }).click();
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill("Département du Lot, accueil");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  const choice = page.getByRole("dialog", { name: "Cet élément a changé entre-temps" });
  await expect(choice.getByRole("radiogroup", { name: "Téléphone" })).toBeVisible();
  await expectAccessible(page);
  await choice.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await expect(page.getByText("Le partenaire est enregistré.")).toBeVisible();
  expect(sent.at(-1)).toMatchObject({
    name: "Département du Lot, accueil",
    phone: "+33199001099",
  });
});

test("a file goes from its columns to its check with the keyboard", async ({ page }) => {
  await page.goto("/imports");
  await expectAccessibleEverywhere(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choisir un fichier" }).press("Enter");
  await (await chooser).setFiles({
    name: "suivi-2018-2025.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Nom Prénom;Mail;Situation\nVIDAL Nora;nora.vidal@mail.example;Installé"),
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("suivi-2018-2025.csv");
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Signification de En attente").selectOption("dormant");
  const checked = importBatch({
    status: "checked",
    summary: IMPORT_SUMMARY,
    values: [{ field: "status", value: "en attente", code: "dormant" }],
    unmapped_values: [],
    version: 2,
  });
  await doubleApi(page, {
    ...answers,
    [`PUT ${IMPORT_PATH}/mapping`]: { body: { ...checked, status: "uploaded", summary: null } },
    [`POST ${IMPORT_PATH}/dry-runs`]: { body: checked },
    [`GET ${IMPORT_PATH}`]: { body: checked },
  });
  await page.getByRole("button", { name: "Vérifier le fichier" }).press("Enter");
  await expect(page.getByText("dossiers à créer")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Enregistrer les dossiers" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("540 dossiers seront créés");
  await expectAccessible(page);
});
