import type { Page } from "@playwright/test";
import { asReferent, doubleApi } from "./support/api-double";
import { PROPOSAL } from "./support/assignments";
import { DAY, DAY_ANSWERS, EMPTY_DAY, NOW } from "./support/day";
import { FILE_ANSWERS, HOUSEHOLD } from "./support/files";
import { shippedLists } from "./support/labels";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = {
  ...FILE_ANSWERS,
  ...DAY_ANSWERS,
  ...asReferent(),
  "GET /reference/lists": shippedLists(),
};

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await doubleApi(page, answers);
});

/** Bodies sent to `path` from now on; the double answers `answer`, and the day is then `day`. */
async function watch(page: Page, path: string, answer: unknown, day: unknown = DAY) {
  const sent: unknown[] = [];
  await doubleApi(page, { ...answers, "GET /my-day": { body: day } });
  await page.route(`**/api/v1${path}`, (route) => {
    if (route.request().method() === "GET") return route.fallback();
    sent.push(route.request().postDataJSON());
    return route.fulfill({ json: answer });
  });
  return sent;
}

const withoutProposals = { ...DAY, counts: { ...DAY.counts, to_accept: 0 }, to_accept: [] };
const ANSWER_PATH = `/prospects/${HOUSEHOLD.id}/assignments/${PROPOSAL.id}/transitions`;

test("the day is accessible, fits every width and speaks of time in words", async ({ page }) => {
  await page.goto("/ma-journee");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma journée");
  await expect(page.getByText("Réponse attendue demain avant 17 h")).toBeVisible();
  await expect(page.getByText("La réponse était attendue hier à 17 h")).toBeVisible();
  await expect(page.getByText("Bonjour Paul. Nous sommes jeudi 26 novembre.")).toBeVisible();
  await expect(
    page.getByRole("link", { name: /Appeler le 06 39 98 12 34/ }).first(),
  ).toHaveAttribute("href", "tel:+33639981234");
  await page.getByRole("button", { name: "Pourquoi vous ? Marc Bonnafous" }).click();
  await expect(page.getByText("Nadège Fontanille")).toBeHidden();
  await page.getByRole("button", { name: "3 personnes écartées" }).click();
  await expect(page.getByText("Nadège Fontanille (20 dossiers en cours sur 20)")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("an empty day teaches what will come", async ({ page }) => {
  await doubleApi(page, { ...answers, "GET /my-day": { body: EMPTY_DAY } });
  await page.goto("/ma-journee");
  await expect(page.getByText("Rien ne vous attend aujourd’hui.")).toBeVisible();
  await expect(page.getByText("Quand un foyer souhaite s’installer")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a proposal is accepted with the keyboard alone", async ({ page }) => {
  await page.goto("/ma-journee");
  const accept = page.getByRole("button", { name: "Accepter : Marc Bonnafous" });
  await expect(accept).toBeVisible();
  const sent = await watch(
    page,
    ANSWER_PATH,
    { ...PROPOSAL, status: "accepted" },
    withoutProposals,
  );
  await accept.press("Enter");
  await expect(page.getByText("Vous accompagnez Marc Bonnafous.")).toBeVisible();
  await expect(page.getByText("Aucune proposition en attente.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "À accepter" })).toBeFocused();
  expect(sent).toEqual([{ to: "accepted" }]);
});

test("a proposal is declined with its reason with the keyboard alone", async ({ page }) => {
  await page.goto("/ma-journee");
  const decline = page.getByRole("button", { name: "Refuser : Marc Bonnafous" });
  await decline.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  const sent = await watch(
    page,
    ANSWER_PATH,
    { ...PROPOSAL, status: "declined" },
    withoutProposals,
  );
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Hors de mon territoire" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Le refus est noté.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "À accepter" })).toBeFocused();
  expect(sent).toEqual([{ to: "declined", reason: "out_of_zone" }]);
});

test("another reason is asked for in words", async ({ page }) => {
  await page.goto("/ma-journee");
  await page.getByRole("button", { name: "Refuser : Marc Bonnafous" }).press("Enter");
  // A menu takes the focus a moment after it shows: a key pressed sooner would go elsewhere.
  await page.getByRole("menuitem", { name: "Autre motif" }).click();
  const dialog = page.getByRole("dialog", { name: "Refuser : Marc Bonnafous" });
  await dialog.getByRole("button", { name: "Refuser" }).press("Enter");
  await expect(dialog.getByRole("alert")).toBeFocused();
  await expectAccessible(page);
  const sent = await watch(
    page,
    ANSWER_PATH,
    { ...PROPOSAL, status: "declined" },
    withoutProposals,
  );
  await dialog.getByLabel(/Pour quelle raison/).fill("Je pars en formation.");
  await dialog.getByRole("button", { name: "Refuser" }).press("Enter");
  await expect(page.getByText("Le refus est noté.")).toBeVisible();
  expect(sent).toEqual([{ to: "declined", reason: "other", comment: "Je pars en formation." }]);
});

test("a proposal that somebody else answered first is said so", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    [`POST ${ANSWER_PATH}`]: { status: 409, body: { status: 409, code: "transition_not_allowed" } },
  });
  await page.goto("/ma-journee");
  await page.getByRole("button", { name: "Accepter : Marc Bonnafous" }).press("Enter");
  await expect(page.getByText("Cette proposition a déjà reçu une réponse")).toBeVisible();
});

test("a call is noted with a colleague called by @, and what comes next", async ({ page }) => {
  const id = DAY.to_call[0]?.id ?? "";
  const current = { ...HOUSEHOLD, id, version: 7 };
  await doubleApi(page, {
    ...answers,
    [`GET /prospects/${id}`]: { body: current },
    [`PATCH /prospects/${id}`]: { body: current },
    [`POST /prospects/${id}/transitions`]: { body: current },
    [`GET /prospects/${id}/colleagues`]: DAY_ANSWERS[`GET /prospects/${HOUSEHOLD.id}/colleagues`],
  });
  const sent: unknown[] = [];
  await page.route(`**/api/v1/prospects/${id}/interactions`, (route) => {
    sent.push(route.request().postDataJSON());
    return route.fulfill({ status: 201, json: {} });
  });
  await page.goto("/ma-journee");
  await page.getByRole("button", { name: "C’est fait : Clémence Delpech" }).press("Enter");
  // What is typed before the dialog has the focus goes nowhere.
  await expect(page.getByRole("dialog").locator("textarea").first()).toBeFocused();
  await page.keyboard.type("Vu avec @hel");
  await expect(page.getByRole("option", { name: /Hélène Sabatier/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("ce matin.");
  await expect(page.getByText("Sera prévenu : Hélène Sabatier")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).press("Enter");
  await expect(page.getByText("C’est noté. La prochaine action est à jour.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(sent).toEqual([
    {
      kind: "call",
      direction: "inbound",
      summary: "Vu avec @Hélène Sabatier ce matin.",
      visibility: "partners",
      mentions: ["u-helene"],
    },
  ]);
});

test("a task is ticked and taken back", async ({ page }) => {
  await page.goto("/ma-journee");
  const sent = await watch(page, `/prospects/${HOUSEHOLD.id}/tasks/t2`, { id: "t2", version: 2 });
  await page.getByRole("checkbox", { name: "Prévenir le bailleur" }).press("Space");
  await page.getByRole("button", { name: "Annuler l’action" }).press("Enter");
  await expect.poll(() => sent).toEqual([{ done: true }, { done: false }]);
});
