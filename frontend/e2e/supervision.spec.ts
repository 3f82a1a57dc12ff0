import { asReferent, doubleApi } from "./support/api-double";
import { PROPOSAL } from "./support/assignments";
import { NOW } from "./support/day";
import { shippedLists } from "./support/labels";
import { REFERENCE } from "./support/reference-double";
import { SUPERVISION, SUPERVISION_ANSWERS } from "./support/supervision";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

const answers = {
  ...REFERENCE,
  ...SUPERVISION_ANSWERS,
  "GET /reference/lists": shippedLists(),
};

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");
test.setTimeout(120_000);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await doubleApi(page, answers);
});

test("supervision is accessible and fits every width, with its map and tables", async ({
  page,
}) => {
  await page.goto("/supervision");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Supervision");
  await expect(page.getByText("132 sur 144 en douze mois")).toBeVisible();
  await page.getByRole("button", { name: /^CC Grand-Figeac :/ }).press("Enter");
  await expect(page.getByRole("region", { name: "Détail" })).toContainText("Odile Laborie");
  await expectAccessibleEverywhere(page);
});

test("the map is walked with the keyboard and coloured by other measures", async ({ page }) => {
  await page.goto("/supervision");
  const map = page.getByRole("group", { name: "Carte des intercommunalités du Lot" });
  await expect(map.getByRole("button")).toHaveCount(SUPERVISION.epcis.length);
  const figeac = map.getByRole("button", { name: /Grand-Figeac/ });
  await figeac.focus();
  await page.keyboard.press("Space");
  await expect(figeac).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("radio", { name: "la charge des référents" }).press("Space");
  await expect(page.getByRole("list", { name: "Légende" })).toContainText("Aucun référent");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Voir le détail : CC Cazals-Salviac" }).press("Enter");
  await expect(page.getByRole("region", { name: "Détail" })).toContainText("Marc Teyssèdre");
  await page.getByRole("link", { name: "Voir les dossiers" }).press("Enter");
  await expect(page).toHaveURL(/\/dossiers\?epci=%5B%22200035327%22%5D/);
});

test("a file of the pool is proposed in one press", async ({ page }) => {
  const first = SUPERVISION.pool[0];
  if (first === undefined) throw new Error("the pool is empty");
  await page.goto("/supervision");
  await expect(
    page.getByText("Aucun territoire souhaité · Dans le vivier il y a 3 jours"),
  ).toBeVisible();
  await doubleApi(page, {
    ...answers,
    "GET /supervision": { body: { ...SUPERVISION, pool: SUPERVISION.pool.slice(1) } },
    [`POST /prospects/${first.id}/routing`]: {
      body: { territorial: PROPOSAL, technical: null, pool_reason: null },
    },
  });
  await page
    .getByRole("button", { name: `Proposer au mieux placé : ${first.lead_name}` })
    .press("Enter");
  await expect(page.getByText("Proposé à Paul Cassagne.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Vivier du programme" })).toBeFocused();
  await expect(page.getByText(first.lead_name)).toBeHidden();
});

test("a network without anything yet teaches what comes", async ({ page }) => {
  await doubleApi(page, {
    ...answers,
    "GET /supervision": {
      body: { ...SUPERVISION, referents: [], communes: [], pool: [], unrouted: [] },
    },
  });
  await page.goto("/supervision");
  await expect(page.getByText("Le vivier est vide")).toBeVisible();
  await expect(page.getByText("La carte apparaîtra quand")).toBeVisible();
  await expectAccessible(page);
});

test("a référent is told that the page is not theirs", async ({ page }) => {
  await doubleApi(page, { ...answers, ...asReferent() });
  await page.goto("/supervision");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Cet écran ne fait pas partie de vos droits",
  );
});
