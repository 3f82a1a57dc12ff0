import { doubleApi } from "./support/api-double";
import { REFERENCE } from "./support/reference-double";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

const FORM = {
  "GET /public/contact-form": {
    body: {
      token: "jeton",
      issued_at: "2026-11-21T10:00:00.000Z",
      consent_texts: [
        {
          purpose: "follow_up",
          version: "2026-1",
          required: true,
          text: "J’accepte que le réseau accueil du Lot conserve mes réponses et me contacte au sujet de mon projet.",
        },
        {
          purpose: "share_with_partners",
          version: "2026-1",
          required: false,
          text: "J’accepte que mon dossier soit transmis aux partenaires utiles à mon projet.",
        },
      ],
    },
  },
  "POST /public/contact-requests": {
    status: 201,
    body: {
      reference: "DEM-7K2P-QX4M",
      expires_at: "2026-11-28T10:00:00.000Z",
      contact: "email",
    },
  },
};

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

test("the form is accessible, empty, refused and complete", async ({ page }) => {
  await doubleApi(page, { ...REFERENCE, ...FORM });
  await page.goto("/demande");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Parler de mon projet");
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("radio", { name: "En famille" }).check();
  await page.getByRole("button", { name: "Ajouter un enfant, 6 à 10 ans" }).click();
  await expectAccessibleEverywhere(page);
});

test("the summary of errors leads to the field, radios and chips included", async ({ page }) => {
  await doubleApi(page, { ...REFERENCE, ...FORM });
  await page.goto("/demande");
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("button", { name: /^Votre foyer/ }).click();
  await expect(page.getByRole("radio", { name: "Seul ou seule" })).toBeFocused();
  await summary.getByRole("button", { name: /^Votre projet/ }).click();
  await expect(page.getByRole("checkbox", { name: "Emploi salarié" })).toBeFocused();
});

test("answers survive a visit of the privacy notice", async ({ page }) => {
  await doubleApi(page, { ...REFERENCE, ...FORM });
  await page.goto("/demande?campaign=et-si-vous-restiez&source=Salon&territory=200067361");
  await expect(page.getByLabel(/Comment avez-vous entendu/)).toHaveValue("Salon");
  await expect(page.getByText("CC Grand-Figeac")).toBeVisible();
  await page.getByLabel("Prénom", { exact: true }).fill("Nora");
  await page.getByRole("link", { name: "Vos données et vos droits" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vos données personnelles");
  await page.goBack();
  await expect(page.getByLabel("Prénom", { exact: true })).toHaveValue("Nora");
});

test("a lost network loses no answer, and the second try creates nothing twice", async ({
  page,
}) => {
  await doubleApi(page, { ...REFERENCE, ...FORM });
  const tokens: unknown[] = [];
  await page.route("**/api/v1/public/contact-requests", async (route) => {
    tokens.push(route.request().postDataJSON().token);
    return tokens.length === 1 ? route.abort() : route.fallback();
  });
  await page.goto("/demande");
  await page.getByLabel("Prénom", { exact: true }).fill("Nora");
  await page.getByLabel("Nom", { exact: true }).fill("Vidal");
  await page.getByLabel("Téléphone").fill("06 39 98 12 34");
  await page.getByLabel("Code postal").fill("44000");
  await page.getByRole("radio", { name: "Seul ou seule" }).check();
  await page.getByText("Télétravail", { exact: true }).click();
  await page.getByRole("radio", { name: "Dans 3 à 6 mois" }).check();
  await page.getByRole("checkbox", { name: /Je ne sais pas encore/ }).check();
  await page.getByRole("checkbox", { name: /Suivi de mon projet/ }).check();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("Vos réponses restent sur cette page.")).toBeVisible();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("DEM-7K2P-QX4M")).toBeVisible();
  expect(tokens).toEqual(["jeton", "jeton"]);
  await expectAccessibleEverywhere(page);
  await page.reload();
  await expect(page.getByText("DEM-7K2P-QX4M")).toBeVisible();
});

test("the confirmation page tells the number, or that the link is over", async ({ page }) => {
  await doubleApi(page, {
    "POST /public/contact-requests/confirm": {
      body: { reference: "DEM-7K2P-QX4M", number: "OML-2026-00042", first_name: "Nora" },
    },
  });
  await page.goto("/demande/confirmation#jeton");
  await expect(page.getByText("OML-2026-00042")).toBeVisible();
  await expect(page).toHaveURL(/\/demande\/confirmation$/);
  await expectAccessibleEverywhere(page);
  await page.goto("/demande/confirmation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
  await expectAccessibleEverywhere(page);
});
