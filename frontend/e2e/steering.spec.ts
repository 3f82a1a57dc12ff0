import { apiOf, dayFromNow, pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

/** Tells what this run made from what another left. */
const mark = () => crypto.randomUUID().slice(0, 8);

/** A year without a roadmap, before another one. */
async function emptyYear(api: Awaited<ReturnType<typeof apiOf>>): Promise<number> {
  let empty = 0;
  for (let year = 2040; year < 2100; year += 1) {
    const { items } = await api<{ items: unknown[] }>("GET", `/roadmap-items?year=${year}`);
    empty = items.length === 0 ? empty + 1 : 0;
    if (empty === 2) return year - 1;
  }
  throw new Error("every year has a roadmap");
}

test("a working group is set up, told its obstacles, and an action follows from one press", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/pilotage/groupes");
  await expect(page.getByRole("link", { name: "Logement", exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Créer un groupe" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  const name = `Mobilité ${mark()}`;
  await dialog.getByRole("textbox", { name: /^Nom/ }).fill(name);
  await choose(dialog.getByRole("combobox", { name: /^Thème/ }), "Mobilité");
  await dialog.getByRole("textbox", { name: /^Mission/ }).fill("Venir sans voiture.");
  await choose(dialog.getByRole("combobox", { name: /^Qui pilote/ }), "Lot Tourisme", "Tourisme");
  await dialog.getByRole("button", { name: "Ajouter une personne" }).click();
  await dialog.getByRole("textbox", { name: /^Prénom et nom/ }).fill("Noé Lagarde");
  await choose(dialog.getByRole("combobox", { name: /^Partenaire/ }), "Lot Tourisme", "Tourisme");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByText("Noé Lagarde, Lot Tourisme")).toBeVisible();

  await page.getByRole("button", { name: /^Ouvrir une action sur/ }).click();
  await expect(dialog.getByRole("textbox", { name: /^Action/ })).toHaveValue(/\s:\s$/);
  await dialog.getByRole("textbox", { name: /^Action/ }).fill("Une navette depuis la gare");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Une navette depuis la gare")).toBeVisible();
  await page.getByRole("button", { name: "C’est fait : Une navette depuis la gare" }).click();
  await expect(page.getByRole("button", { name: /^Reprendre/ })).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("button", { name: /^C’est fait/ })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a committee has its agenda and its decisions, written by the programme and read by the COPIL", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/pilotage");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("link", { name: "Comité de pilotage" }).click();
  await page.getByRole("button", { name: "Écrire les décisions" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Décision/ }).fill("Une antenne ouvre à Gourdon.");
  await dialog.getByRole("textbox", { name: /^Vote/ }).fill("À l’unanimité");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  // The page shows it a moment before the dialog is gone.
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Une antenne ouvre à Gourdon.")).toBeVisible();
  await expectAccessibleEverywhere(page);

  const copil = await pageOf(browser, "copil", "/pilotage");
  await copil.getByRole("link", { name: "Comité de pilotage" }).click();
  await expect(copil.getByText("Une antenne ouvre à Gourdon.")).toBeVisible();
  await expect(copil.getByRole("button", { name: "Écrire les décisions" })).toBeHidden();
  await copil.getByRole("link", { name: "Relevé de décisions à imprimer" }).click();
  await expect(copil.getByRole("heading", { level: 1 })).toContainText("Relevé de décisions");
  await expectAccessibleEverywhere(copil);
  await copil.emulateMedia({ media: "print", colorScheme: "light" });
  await expect(copil.getByRole("button", { name: "Imprimer" })).toBeHidden();
  await expect(copil.getByText("Une antenne ouvre à Gourdon.")).toBeVisible();
});

test("the roadmap keeps the order that buttons or a drag give it, and carries what is not finished", async ({
  browser,
  request,
}) => {
  const year = await emptyYear(await apiOf(request, "programme"));
  const page = await pageOf(
    browser,
    "programme",
    `/pilotage/feuille-de-route\\?annee=${year}`,
    `/pilotage/feuille-de-route?annee=${year}`,
  );
  await expect(page.getByRole("heading", { name: `Rien pour ${year}` })).toBeVisible();
  const dialog = page.getByRole("dialog");
  for (const title of ["Première", "Deuxième", "Troisième"]) {
    await page.getByRole("button", { name: "Ajouter un élément" }).first().click();
    await dialog.getByRole("textbox", { name: /^Ce que l’on veut faire/ }).fill(title);
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await expect(dialog).toBeHidden();
  }
  const titles = page.locator("ol > li");
  const down = page.getByRole("button", { name: "Descendre : Première" });
  await down.focus();
  await page.keyboard.press("Enter");
  await expect(titles).toHaveText([/^Deuxième/, /^Première/, /^Troisième/]);
  await expect(down).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(titles).toHaveText([/^Deuxième/, /^Troisième/, /^Première/]);
  // At the end its button goes out, and the opposite one is next to it.
  await expect(page.getByRole("button", { name: "Monter : Première" })).toBeFocused();
  await titles.nth(2).locator("[draggable]").dragTo(titles.nth(0));
  await expect(titles).toHaveText([/^Première/, /^Deuxième/, /^Troisième/]);
  await page.getByRole("button", { name: "C’est fait : Deuxième" }).click();
  await expect(page.getByRole("button", { name: "Reprendre : Deuxième" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("link", { name: String(year + 1), exact: true }).click();
  await page
    .getByRole("button", { name: `Reporter ce qui n’est pas fini en ${year}` })
    .first()
    .click();
  await expect(titles).toHaveText([/^Première/, /^Troisième/]);
});

test("who answers for an action ticks it in the day, and everybody finds what is late", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "programme");
  const group = await api<{ id: string }>("POST", "/working-groups", {
    name: `Essai ${mark()}`,
    theme: "other",
    mission: "Essayer.",
  });
  const users = await api<{ items: { id: string; email: string }[] }>("GET", "/users?limit=200");
  const owner = users.items.find(({ email }) => email.startsWith("figeac@"));
  const title = `Visiter ${mark()}`;
  await api("POST", "/steering-actions", {
    title,
    working_group_id: group.id,
    owner_user_id: owner?.id,
    due_on: dayFromNow(-3),
  });
  const page = await pageOf(browser, "figeac", "/ma-journee");
  await page.getByRole("checkbox", { name: title }).click();
  await expect(page.getByText(`Action faite : ${title}.`)).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("checkbox", { name: title })).not.toBeChecked();

  await page.goto("/pilotage/actions?late=true");
  await expect(page.getByText(title)).toBeVisible();
  await expectAccessibleEverywhere(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter" }).click();
  await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/^actions-.*\.csv$/);
});
