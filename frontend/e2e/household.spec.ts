import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { test } from "./support/test";

// Accounts of `ohmylot seed --demo`; the password is public because the people are fictional.
const REFERENT = "figeac@demo.example";
const PASSWORD = "noyer-truffe-dolmen-lavande";

test.skip(!process.env.E2E_BASE_URL, "needs a seeded server");

/** A request that left a phone only, wishing for Figeac. */
async function askByPhone(request: APIRequestContext, lastName: string, phone: string) {
  const form = await (await request.get("/api/v1/public/contact-form")).json();
  const body = {
    token: form.token,
    website: "",
    first_name: "Camille",
    last_name: lastName,
    phone,
    country: "FR",
    postal_code: "44000",
    household_kind: "alone",
    children_age_bands: [],
    project_types: ["employee"],
    occupations: [{ text: "Menuisière" }],
    horizon: "over_a_year",
    wished_territories: ["46102"],
    needs: ["housing"],
    consents: form.consent_texts
      .filter((text: { required: boolean }) => text.required)
      .map(({ purpose, version }: { purpose: string; version: string }) => ({ purpose, version })),
  };
  // A form sent sooner than a person could fill it is taken for a robot's.
  await expect(async () => {
    const answer = await request.post("/api/v1/public/contact-requests", { data: body });
    expect(answer.status(), await answer.text()).toBe(201);
  }).toPass({ timeout: 30_000, intervals: [1_000] });
}

async function signIn(page: Page) {
  await page.goto("/boite");
  await page.getByLabel(/Adresse électronique/).focus();
  await page.keyboard.type(REFERENT);
  await page.getByLabel(/^Mot de passe/).focus();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Boîte de réception");
}

async function changeStage(page: Page, stage: string) {
  await page.getByRole("button", { name: "Changer d’étape" }).press("Enter");
  await page.getByRole("menuitem", { name: stage }).press("Enter");
}

test("a new request becomes a supported household, with the keyboard alone", async ({
  page,
  request,
}) => {
  const unique = Date.now()
    .toString(36)
    .replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
  const name = `Rouquette${unique}`;
  // Nobody of the demonstration has a number that goes on with 9.
  const phone = `0639 98 9${String(Date.now()).slice(-3)}`;
  await askByPhone(request, name, phone);

  await signIn(page);
  await page.getByRole("button", { name: `Ouvrir la demande de Camille ${name}` }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Menuisière");
  await page.getByLabel("Ce qui s’est dit").focus();
  await page.keyboard.type("Jointe par téléphone, projet confirmé.");
  await page.getByRole("button", { name: "Confirmer après appel" }).press("Enter");
  await page.getByRole("link", { name: "Ouvrir le dossier" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByRole("region", { name: "Prochaine action" })).toBeVisible();

  await changeStage(page, "Qualifié");
  await expect(page.getByText("étape « Qualifié »")).toBeVisible();
  await page.getByRole("button", { name: "Affecter un référent" }).press("Enter");
  const assigning = page.getByRole("dialog", { name: "Affecter un référent" });
  await assigning.getByRole("button", { name: "Affecter un référent" }).press("Enter");
  await expect(assigning).toBeHidden();
  await expect(page.getByText("Affecté", { exact: true })).toBeVisible();

  await page.getByLabel("Ce qui s’est dit").focus();
  await page.keyboard.type("Cherche un atelier à louer et un logement pour janvier.");
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await page.getByRole("button", { name: "Passer à « Accompagné »" }).press("Enter");
  await expect(page.getByText("Accompagné", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Modifier la prochaine action" }).press("Enter");
  await page.getByLabel("Quoi faire").fill("Visiter deux ateliers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Prochaine action" })).toContainText(
    "Visiter deux ateliers",
  );
});
