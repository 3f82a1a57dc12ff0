import { doubleApi } from "./support/api-double";
import { REFERENCE } from "./support/reference-double";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

const FORM = {
  "GET /public/employer-sign-up-form": {
    body: {
      token: "jeton",
      issued_at: "2026-11-21T10:00:00.000Z",
      charter: {
        version: "2025-1",
        title: "La charte du réseau des employeurs",
        introduction: "Le réseau réunit les employeurs du Lot.",
        commitments: ["Répondre à chaque personne qui me contacte."],
        promise: "De son côté, le programme accompagne les familles.",
      },
    },
  },
};

const CONFIRM = "POST /public/employer-sign-ups/confirm";

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

test("the sign-up form is accessible, empty and refused, and counts the digits", async ({
  page,
}) => {
  await doubleApi(page, { ...REFERENCE, ...FORM });
  await page.goto("/rejoindre-le-reseau");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Rejoindre le réseau des employeurs",
  );
  await page.getByRole("button", { name: "Lire la charte" }).click();
  await expect(page.getByText("Répondre à chaque personne")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByLabel(/Numéro SIRET/).fill("732 829 320 000");
  await expect(page.getByText("Il manque 2 chiffres.")).toBeVisible();
  await page.getByRole("button", { name: "Rejoindre le réseau" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await summary.getByRole("button", { name: /Commune/ }).click();
  await expect(page.getByRole("combobox", { name: /Commune/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expectAccessibleEverywhere(page);
});

test("the mailed link opens the way to a password, waits, or is over", async ({ page }) => {
  const told = { name: "Ateliers du Célé", first_name: "Zoé" };
  await doubleApi(page, {
    [CONFIRM]: { body: { ...told, status: "accepted", password_token: "jeton-du-mot-de-passe" } },
  });
  await page.goto("/rejoindre-le-reseau/confirmation#jeton");
  await expect(page).toHaveURL(/\/confirmation$/);
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Choisir mon mot de passe" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choisir votre mot de passe");
  await page.goto("/rejoindre-le-reseau/confirmation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
  await expectAccessibleEverywhere(page);
});
