import type { Page } from "@playwright/test";
import { apiOf, pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs a server");

interface Figure {
  code: string;
  label: string;
  unit: string;
  value: number | null;
  target: number | null;
  opens_list: boolean;
  by_epci: { key: string; label: string; value: number | null; hidden: boolean }[];
}

interface Board {
  audience: string;
  period: string;
  territories: { name: string }[];
  figures: Figure[];
  obstacles: { cells: { value: number | null; hidden: boolean }[] }[];
  own_offers?: { published: number };
}

const PATH = "/tableau-de-bord";
const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** A value as the page writes it. */
function written({ value, unit }: Figure): string {
  if (value === null) return "–rien à mesurer";
  if (unit === "percent") return `${number.format(value)} %`;
  return unit === "hour" ? `${number.format(value)} h` : number.format(value);
}

/** Whatever the space between its parts. */
const loosely = (text: string) =>
  new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s/g, "\\s")}$`);

/** Every figure of the API stands on the page, and no other. */
async function expectFigures(page: Page, board: Board): Promise<void> {
  await expect(page.locator("[data-figure]")).toHaveCount(board.figures.length);
  for (const figure of board.figures) {
    const card = page.locator(`[data-figure=${figure.code}]`);
    await expect(card).toContainText(figure.label);
    await expect(card.locator("[data-value]")).toHaveText(loosely(written(figure)));
  }
}

/** The list behind a figure holds as many files as the figure says. */
async function expectListBehind(page: Page, figure: Figure, period: string): Promise<void> {
  const link = page.getByRole("link", { name: `Voir les dossiers : ${figure.label}` });
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/dossiers\\?.*indicator=${figure.code}`));
  await expect(page.getByText(`Les dossiers comptés dans « ${figure.label} »`)).toContainText(
    period,
  );
  // The heading is a row too; a page of the list holds fifty.
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(
    Math.min(50, figure.value ?? 0) + 1,
  );
  await expect(page.getByRole("status").filter({ hasText: /^\d/ })).toHaveText(
    new RegExp(`^${figure.value}\\s`),
  );
  await page.goBack();
}

const figureOf = (board: Board, code: string): Figure => {
  const found = board.figures.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no figure ${code}`);
  return found;
};

test("the programme reads its figures, opens the files behind them and picks a quarter", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "programme");
  const board = await api<Board>("GET", "/dashboard");
  const page = await pageOf(browser, "programme", PATH);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `Tableau de bord ${board.period}`,
  );
  await expectFigures(page, board);
  await expectListBehind(page, figureOf(board, "prospects_supported"), board.period);
  await expectListBehind(page, figureOf(board, "families_settled"), board.period);
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await choose(page.getByRole("combobox", { name: "Période" }), "1er trimestre");
  await expect(page).toHaveURL(new RegExp(`period=${board.period}-Q1`));
  const quarter = await api<Board>("GET", `/dashboard?period=${board.period}-Q1`);
  await expectFigures(page, quarter);
});

test("a référent reads the figures of their own territory", async ({ browser, request }) => {
  const api = await apiOf(request, "figeac");
  const board = await api<Board>("GET", "/dashboard");
  expect(board.territories.map(({ name }) => name)).toEqual(["CC Grand-Figeac"]);
  const page = await pageOf(browser, "figeac", PATH);
  await expect(page.getByText("Sur votre territoire : CC Grand-Figeac.")).toBeVisible();
  await expectFigures(page, board);
  await expectListBehind(page, figureOf(board, "prospects_supported"), board.period);
  const map = page.getByRole("group", { name: "Carte des intercommunalités du Lot" });
  await expect(map).toBeVisible();
  await page.getByRole("button", { name: /^Voir le tableau : Nouveaux dossiers$/ }).click();
  const table = page.getByRole("table", { name: "Nouveaux dossiers" });
  await expect(table.getByRole("row")).toHaveCount(
    figureOf(board, "prospects_new").by_epci.length + 1,
  );
  await expect(table).not.toContainText("Cahors");
});

test("a member of the steering committee reads no small number by place", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "copil");
  const board = await api<Board>("GET", "/dashboard");
  const small = board.figures
    .flatMap(({ by_epci: cells }) => cells)
    .filter(({ value }) => value !== null && value > 0 && value < 5);
  expect(small).toEqual([]);
  const page = await pageOf(browser, "copil", PATH);
  await expectFigures(page, board);
  await expect(page.getByRole("link", { name: /^Voir les dossiers/ })).toHaveCount(0);
  const hidden = board.obstacles.flatMap(({ cells }) => cells.filter((cell) => cell.hidden));
  expect(hidden.length).toBeGreaterThan(0);
  const obstacles = page.getByRole("table", { name: "Les freins, par intercommunalité" });
  await expect(obstacles.getByText("moins de 5")).toHaveCount(hidden.length);
  await expectAccessible(page);
});

test("an employer reads the network and its own offers", async ({ browser, request }) => {
  const api = await apiOf(request, "employeur");
  const board = await api<Board>("GET", "/dashboard");
  const page = await pageOf(browser, "employeur", PATH);
  await expectFigures(page, board);
  const own = page.getByRole("region", { name: "Vos offres d’emploi" });
  await expect(own).toContainText(
    new RegExp(`^.*${board.own_offers?.published}\\soffres? publiée`),
  );
  await expect(page.getByRole("heading", { name: "Carte du Lot" })).toHaveCount(0);
  await expectAccessible(page);
});

test("a target is set, seen beside its figure, and taken away", async ({ browser, request }) => {
  const api = await apiOf(request, "programme");
  const label = figureOf(await api<Board>("GET", "/dashboard"), "newcomers_actual").label;
  const page = await pageOf(browser, "programme", "/tableau-de-bord/objectifs");
  const row = page.getByRole("row", { name: new RegExp(`^${label} Tout le Lot`) });
  await page.getByRole("button", { name: "Ajouter un objectif" }).click();
  await choose(page.getByRole("combobox", { name: "Indicateur" }), label);
  await page.getByLabel("Chiffre à atteindre").fill("250");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(row).toContainText("250");
  await page.getByRole("link", { name: "Tableau de bord" }).last().click();
  const card = page.locator("[data-figure=newcomers_actual]");
  await expect(card).toContainText("Objectif : 250");
  await page.getByRole("link", { name: "Objectifs", exact: true }).click();
  await row.getByRole("button", { name: /^Supprimer/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByText("L’objectif est supprimé")).toBeVisible();
  await expect(row).toHaveCount(0);
});
