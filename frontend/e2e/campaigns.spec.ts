import { pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("a campaign is prepared in phases whose order changes by the keyboard, met at a touchpoint and printed", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/campagnes");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Campagnes");
  await expect(page.getByRole("link", { name: "Et si vous restiez ?" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Préparer une campagne" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Nom/ }).fill("Un hiver dans le Lot");
  await expect(dialog.getByRole("textbox", { name: /^Code/ })).toHaveValue("un-hiver-dans-le-lot");
  await dialog.getByRole("textbox", { name: /^Budget/ }).fill("1200,50");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Un hiver dans le Lot");

  for (const [label, first, last] of [
    ["Les marchés de Noël", "01/12/2031", "24/12/2031"],
    ["Les vœux", "02/01/2032", "31/01/2032"],
  ] as const) {
    await page.getByRole("button", { name: "Ajouter une phase" }).click();
    await dialog.getByRole("textbox", { name: /^Nom de la phase/ }).fill(label);
    const begins = dialog.getByRole("textbox", { name: /^Début/ });
    const ends = dialog.getByRole("textbox", { name: /^Fin/ });
    // The calendar of one field may still be closing over the other.
    await expect(async () => {
      await begins.fill(first);
      await begins.press("Tab");
      await ends.fill(last);
      await ends.press("Tab");
      await expect(begins).toHaveValue(first, { timeout: 500 });
      await expect(ends).toHaveValue(last, { timeout: 500 });
    }).toPass();
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText(label).first()).toBeVisible();
    await expect(dialog).toBeHidden();
  }
  const phases = page.getByRole("region", { name: "Phases" }).getByRole("listitem");
  await expect(phases.first()).toContainText("1. Les marchés de Noël");
  const up = page.getByRole("button", { name: "Monter « Les vœux »" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(phases.first()).toContainText("1. Les vœux");
  // The button that moved it goes out at the top: the keyboard stays beside it.
  await expect(page.getByRole("button", { name: "Descendre « Les vœux »" })).toBeFocused();

  await page.getByRole("button", { name: "Ajouter un point de contact" }).click();
  await dialog.getByRole("textbox", { name: /^Nom du point de contact/ }).fill("Chalet de Cahors");
  await choose(dialog.getByRole("combobox", { name: /^Nature/ }), "Salon ou foire");
  await dialog.getByRole("textbox", { name: /^Appel à l’action/ }).fill("Et si c’était ici ?");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Chalet de Cahors").first()).toBeVisible();
  await page.getByRole("button", { name: "Lancer la campagne" }).click();
  await expect(page.getByRole("button", { name: "Terminer la campagne" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("link", { name: "Imprimer l’affiche de « Chalet de Cahors »" }).click();
  await expect(page.getByRole("heading", { name: "Et si c’était ici ?" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Code QR : Chalet de Cahors" })).toBeVisible();
  await page.getByText("A4", { exact: true }).click();
  await expect(page).toHaveURL(/format=a4/);
  await expectAccessibleEverywhere(page);
});

test("a printed code leads to the form, is counted, and the file says where it comes from", async ({
  browser,
}) => {
  const staff = await pageOf(browser, "programme", "/campagnes");
  await staff.getByRole("link", { name: "Et si vous restiez ?" }).click();
  const row = staff.getByRole("listitem").filter({ hasText: "Stand du TAF Toulouse" });
  await expect(row).toContainText("visites");
  const [, before] = /(\d+) visites/.exec((await row.textContent()) ?? "") ?? [];
  const [address] = /http\S+\/p\/[A-Z0-9]{6}/.exec((await row.textContent()) ?? "") ?? [];

  const page = await (await browser.newContext({ userAgent: "Mozilla/5.0 (iPhone)" })).newPage();
  await page.goto(address ?? "");
  await expect(page).toHaveURL(/\/demande\?.*point=/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies).toEqual([]);
  await staff.reload();
  await expect(row).toContainText(`${Number(before) + 1} visites`);

  await page.goto("/p/ZZZZZZ");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce code n’est plus actif");
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Nous parler de votre projet" }).click();
  await expect(page).toHaveURL(/\/demande$/);

  const results = staff.getByRole("region", { name: "Résultats" });
  await results.getByRole("link", { name: /Dossiers, Stand du TAF Toulouse$/ }).click();
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Dossiers");
  await expect(staff).toHaveURL(/touchpoint=/);
  await staff.getByRole("table").getByRole("link").first().click();
  const origin = "Et si vous restiez ?, La rencontre des recruteurs, Stand du TAF Toulouse";
  await expect(staff.getByText(origin)).toBeVisible();
});

test("names that nobody declared are declared by one click, and the list to write to again is taken away", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/campagnes");
  await page.getByRole("button", { name: "Déclarer « reprendre-une-ferme »" }).click();
  await expect(page.getByRole("link", { name: "reprendre-une-ferme" })).toBeVisible();
  await page.getByRole("link", { name: "reprendre-une-ferme" }).click();
  await expect(page.getByRole("region", { name: "Qui relancer" })).toContainText(
    "Laissés tranquilles",
  );
  await expectAccessibleEverywhere(page);
});
