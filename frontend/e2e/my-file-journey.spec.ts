import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, expectWeight, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

/** A family of the demonstration that a référent accompanies. */
const ADDRESS = "celine.hubert@messagerie.example";

/** The token of the newest link to a page that was mailed to this address; none yet is an empty text. */
function mailedToken(address: string): string {
  const folder = process.env.E2E_MAILS ?? "";
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replace(/=\r?\n/g, ""));
  const own = mails.filter((mail) => mail.includes(`To: ${address}`)).reverse();
  return own.map((mail) => /mon-dossier#([\w-]+)/.exec(mail)?.[1]).find(Boolean) ?? "";
}

test("a household asks for its link, reads who accompanies it and changes its wishes", async ({
  browser,
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "J’ai déjà un dossier" }).click();
  await page.getByLabel("Adresse électronique").fill(ADDRESS);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez votre messagerie");
  await expect.poll(() => mailedToken(ADDRESS), "the mail arrives").not.toBe("");

  await page.goto(`/mon-dossier#${mailedToken(ADDRESS)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Céline");
  await expect(page).toHaveURL(/\/mon-dossier$/);
  await expect(page.getByText("Pourquoi cette personne").first()).toBeVisible();

  await page.getByRole("button", { name: "Changer mes souhaits" }).click();
  await page.getByRole("checkbox", { name: /Pas de préférence/ }).check();
  await page.getByRole("button", { name: "Enregistrer mes souhaits" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  await expect(page.getByText("Pas de préférence", { exact: true })).toBeVisible();

  const cold = await (await browser.newContext()).newPage();
  await expectWeight(cold, `/mon-dossier#${mailedToken(ADDRESS)}`, {
    kilobytes: 300,
    requests: 25,
  });
});
