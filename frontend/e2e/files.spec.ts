import { doubleApi, sessionWith } from "./support/api-double";
import { page as answerPage, FILE_ANSWERS, HOUSEHOLD, REQUEST } from "./support/files";
import { shippedLists } from "./support/labels";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = { ...FILE_ANSWERS, "GET /reference/lists": shippedLists() };

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

test.beforeEach(({ page }) => doubleApi(page, answers));

const PAGES = [
  ["/boite", "Boîte de réception", "Yann Kerbrat"],
  ["/dossiers", "Dossiers", "Clémence Delpech"],
  ["/tableau", "Tableau", "Marc Bonnafous"],
  ["/dossiers/nouveau", "Nouveau dossier", "Territoire souhaité"],
  [`/dossiers/${HOUSEHOLD.id}`, "Marc Bonnafous et Inès Bonnafous", "Message laissé"],
] as const;

for (const [path, title, content] of PAGES) {
  test(`${path.replace(HOUSEHOLD.id, "{id}")} is accessible and fits every width`, async ({
    page,
  }) => {
    // The double ignores filters: one file keeps each column of the board at its usual size.
    if (path === "/tableau") {
      await doubleApi(page, { ...answers, "GET /prospects": { body: answerPage([HOUSEHOLD]) } });
    }
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByText(content).first()).toBeVisible();
    await expectAccessibleEverywhere(page);
  });
}

test("a request is confirmed from its panel, which then leads to the file", async ({ page }) => {
  await page.goto("/boite");
  await page.getByRole("button", { name: "Ouvrir la demande de Yann Kerbrat" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Je cherche un atelier à reprendre.");
  await expectAccessible(page);
  const confirmed = {
    ...REQUEST,
    status: "confirmed",
    prospect_id: HOUSEHOLD.id,
    prospect_number: HOUSEHOLD.number,
  };
  await doubleApi(page, {
    ...answers,
    "POST /contact-requests/q1/transitions": { body: confirmed },
    "GET /contact-requests": { body: answerPage([]) },
  });
  await page.getByRole("button", { name: "Confirmer après appel" }).press("Enter");
  await page.getByRole("link", { name: "Ouvrir le dossier" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Marc Bonnafous");
});

test("a refused move says where the file can go", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    [`POST /prospects/${HOUSEHOLD.id}/transitions`]: {
      status: 409,
      body: { status: 409, code: "transition_not_allowed", allowed: ["confirmed", "dormant"] },
    },
  });
  await page.goto("/tableau");
  await page
    .getByRole("button", { name: "Déplacer vers… : Marc Bonnafous" })
    .first()
    .press("Enter");
  await page.getByRole("menuitem", { name: "Accompagné" }).press("Enter");
  await expect(
    page.getByText("Étapes possibles maintenant : Projet confirmé et En veille."),
  ).toBeVisible();
});

test("a duplicate leads to the file that exists", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "POST /prospects": {
      status: 409,
      body: {
        status: 409,
        code: "duplicate",
        existing: { id: HOUSEHOLD.id, number: HOUSEHOLD.number },
      },
    },
  });
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Prénom").fill("Marc");
  await page.getByLabel("Nom", { exact: false }).nth(1).fill("Bonnafous");
  await page.getByLabel("Téléphone").fill("06 39 98 12 34");
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("alert")).toContainText(HOUSEHOLD.number ?? "");
  await expectAccessible(page);
});

test("a card dropped where it cannot go stays, and says so", async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.goto("/tableau");
  // The double ignores filters: every column holds every file, the first of them new.
  const card = page.getByRole("listitem").filter({ hasText: "Clémence Delpech" }).first();
  const [from, to] = await Promise.all([
    card.boundingBox(),
    page.getByRole("region", { name: "Accompagné" }).boundingBox(),
  ]);
  if (!from || !to) throw new Error("the board is not drawn");
  await page.mouse.move(from.x + 40, from.y + from.height - 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + from.height - 4, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + 60, { steps: 8 });
  await page.mouse.up();
  await expect(
    page.getByText("Clémence Delpech ne peut pas passer directement à « Accompagné »."),
  ).toBeVisible();
});

test("an empty workspace teaches what it will hold", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "GET /prospects": { body: answerPage([]) },
    "GET /contact-requests": { body: answerPage([]) },
  });
  await page.goto("/dossiers");
  await expect(page.getByRole("heading", { name: "Aucun dossier pour l’instant" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/boite");
  await expect(page.getByText("Quand un foyer remplit le formulaire")).toBeVisible();
});

test("a file is printed black on white, also from a dark screen", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await expect(page.getByText("Message laissé").first()).toBeVisible();
  const region = page.getByRole("region", { name: "Prochaine action" });
  await expect(region).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(region.getByText("Appeler pour préciser")).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(page.getByRole("button")).toHaveCount(0);
});

test("those who may count files without reading them see how many there are", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "POST /auth/refresh": sessionWith(["count_prospects", "read_partners"]),
    "GET /prospects": { status: 403, body: { status: 403, code: "forbidden" } },
  });
  await page.goto("/boite");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tableau");
  await expect(page.getByRole("term").first()).toHaveText("Nouveau");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});

test("the palette opens a household by its name", async ({ page }) => {
  await doubleApi(page, { ...answers, "GET /prospects": { body: answerPage([HOUSEHOLD]) } });
  await page.goto("/boite");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await expect(palette.getByRole("textbox", { name: "Palette de commandes" })).toBeFocused();
  await page.keyboard.type("bonnafous");
  await expect(palette.getByRole("button", { name: /Marc Bonnafous/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Marc Bonnafous");
});

test("g then a letter, n and / go where they say", async ({ page }) => {
  await page.goto("/boite");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.type("gd");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dossiers");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Rechercher un foyer" })).toBeFocused();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nouveau dossier");
});
