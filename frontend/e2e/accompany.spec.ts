import type { Page } from "@playwright/test";
import { asReferent, doubleApi } from "./support/api-double";
import { ACCEPTED, PROPOSAL } from "./support/assignments";
import { NOW } from "./support/day";
import { FILE_ANSWERS, HOUSEHOLD } from "./support/files";
import { shippedLists } from "./support/labels";
import { REFERENCE } from "./support/reference-double";
import { ALONE, ROUTING_ANSWERS, WHAT_IF } from "./support/routing";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = {
  ...FILE_ANSWERS,
  ...REFERENCE,
  ...ROUTING_ANSWERS,
  "GET /reference/lists": shippedLists(),
};
const PATH = `/prospects/${HOUSEHOLD.id}`;

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");
test.setTimeout(120_000);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await doubleApi(page, answers);
});

/** Bodies sent with POST to `path`, which answers `json`. */
async function watch(page: Page, path: string, json: unknown) {
  const sent: unknown[] = [];
  await page.route(`**/api/v1${path}`, (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent.push(route.request().postDataJSON());
    return route.fulfill({ status: 201, json });
  });
  return sent;
}

const part = (page: Page) => page.getByRole("region", { name: "Qui accompagne" });

test("who accompanies is told with its clock, its reasons and the past answers", async ({
  page,
}) => {
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await expect(part(page).getByText("Réponse attendue demain avant 17 h")).toBeVisible();
  await expect(part(page).getByText("Premier contact attendu avant mardi 11 h")).toBeVisible();
  await expect(part(page).getByText("À la place d’Odile Laborie, en congé")).toBeVisible();
  await expect(part(page).getByText("Passage de relais de Nadège Fontanille")).toBeVisible();
  await part(page)
    .getByRole("button", { name: "Pourquoi cette proposition ? Paul Cassagne" })
    .press("Enter");
  await expect(part(page).getByText("Table d’orientation, version 3")).toBeVisible();
  await part(page).getByRole("button", { name: "1 réponse passée" }).press("Enter");
  await expect(part(page).getByText("« Je reprends en janvier. »")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a référent accepts on the page of the household, with the keyboard alone", async ({
  page,
}) => {
  await doubleApi(page, { ...answers, ...asReferent() });
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  const accept = part(page).getByRole("button", { name: "Accepter : Paul Cassagne" });
  await expect(accept).toBeVisible();
  await expect(
    page.getByRole("button", { name: "Passer le relais de Hélène Sabatier" }),
  ).toBeHidden();
  const sent = await watch(page, `${PATH}/assignments/${PROPOSAL.id}/transitions`, {});
  await accept.press("Enter");
  await expect(page.getByText(/Vous accompagnez Marc Bonnafous/)).toBeVisible();
  expect(sent).toEqual([{ to: "accepted" }]);
});

test("the best placed is proposed in one press", async ({ page }) => {
  await doubleApi(page, { ...answers, [`GET ${PATH}`]: { body: ALONE } });
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await expect(part(page).getByText("Personne n’accompagne encore ce foyer.")).toBeVisible();
  const sent = await watch(page, `${PATH}/routing`, {
    territorial: { ...PROPOSAL, referent_name: "Odile Laborie" },
    technical: null,
    pool_reason: null,
  });
  await part(page).getByRole("button", { name: "Proposer au mieux placé" }).press("Enter");
  await expect(page.getByText("Proposé à Odile Laborie.")).toBeVisible();
  expect(sent).toEqual([{}]);
});

test("the preview shows everybody, and what another wish would change", async ({ page }) => {
  await doubleApi(page, { ...answers, [`GET ${PATH}`]: { body: ALONE } });
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await part(page).getByRole("button", { name: "Autres choix" }).press("Enter");
  await page.getByRole("menuitem", { name: "Voir qui serait proposé" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: /Qui accompagnerait/ });
  await expect(drawer.getByText("Paul Cassagne serait proposé")).toBeVisible();
  await drawer.getByRole("button", { name: "3 personnes écartées" }).press("Enter");
  await expect(drawer.getByText("Marc Teyssèdre et Lucie Bru")).toBeVisible();
  await drawer.getByRole("button", { name: "Essayer avec d’autres souhaits" }).press("Enter");
  await expectAccessibleEverywhere(page);

  const asked: string[] = [];
  await page.route(`**/api/v1${PATH}/routing?*`, (route) => {
    asked.push(new URL(route.request().url()).search);
    return route.fulfill({ json: WHAT_IF });
  });
  await drawer
    .getByRole("textbox", { name: "Langue" })
    .or(drawer.getByRole("combobox", { name: "Langue" }))
    .click();
  await page.getByRole("option", { name: "Anglais" }).click();
  await expect(drawer.getByText(/Simulation/)).toBeVisible();
  await expect(drawer.getByText("Personne ne peut être proposé")).toBeVisible();
  await expect(drawer.getByRole("button", { name: /^Proposer/ })).toHaveCount(0);
  expect(asked).toEqual(["?language=en"]);
  await expectAccessible(page);
});

test("a household is handed over with a note, with the keyboard alone", async ({ page }) => {
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await part(page)
    .getByRole("button", { name: "Passer le relais de Hélène Sabatier" })
    .press("Enter");
  const dialog = page.getByRole("dialog", { name: /Passer le relais pour Marc Bonnafous/ });
  await expect(dialog.getByRole("combobox", { name: "À qui ?" })).toBeFocused();
  await page.keyboard.type("Odile");
  await expect(page.getByRole("option", { name: /Odile Laborie/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Madame est disponible le soir.");
  await expectAccessible(page);
  const sent = await watch(page, `${PATH}/assignments/${ACCEPTED.id}/transfers`, {});
  await dialog.getByRole("button", { name: "Passer le relais" }).press("Enter");
  await expect(page.getByText("Odile Laborie reçoit votre message")).toBeVisible();
  expect(sent).toEqual([{ referent_id: "r5", note: "Madame est disponible le soir." }]);
});

test("a co-référent joins in", async ({ page }) => {
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  await part(page).getByRole("button", { name: "Autres choix" }).press("Enter");
  await page.getByRole("menuitem", { name: "Ajouter un co-référent" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Ajouter un co-référent" });
  await choose(dialog.getByRole("combobox", { name: "Référent" }), /Odile Laborie/, "Odile");
  const sent = await watch(page, `${PATH}/assignments`, {});
  await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(page.getByText("Odile Laborie est prévenu.")).toBeVisible();
  expect(sent).toEqual([{ role: "co_referent", referent_id: "r5", accepted: false }]);
});

test("a note calls a colleague by @; a private one calls nobody", async ({ page }) => {
  await page.goto(`/dossiers/${HOUSEHOLD.id}`);
  const sent = await watch(page, `${PATH}/interactions`, {});
  const field = page.getByLabel(/Ce qui s’est dit/);
  await field.focus();
  await page.keyboard.type("@cla");
  await expect(page.getByRole("option", { name: /Claire Fabre/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("appelle la mairie.");
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await expect(field).toHaveValue("");
  await field.focus();
  await page.keyboard.type("@Claire Fabre, pour moi.");
  await page.getByRole("checkbox", { name: "Note privée" }).press("Space");
  await expect(page.getByText("Une note privée ne prévient personne.")).toBeVisible();
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await expect.poll(() => sent).toHaveLength(2);
  expect(sent).toMatchObject([
    { summary: "@Claire Fabre appelle la mairie.", mentions: ["u-claire"] },
    { visibility: "private", mentions: [] },
  ]);
});
