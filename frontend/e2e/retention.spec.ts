import type { APIRequestContext } from "@playwright/test";
import {
  apiOf,
  dayFromNow,
  inDatabase,
  mailedToken,
  pageOf,
  retentionRound,
  rewriteTime,
} from "./support/server";
import { choose, expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

/** A candidate's file whose person did nothing for 715 days, and the address of that person. */
async function oldFile(request: APIRequestContext, name: string) {
  const api = await apiOf(request, "programme");
  const email = `${name.toLowerCase()}.${Date.now()}@foyer.example`;
  const file = await api<{ id: string; number: string }>("POST", "/prospects", {
    source: "phone",
    project_types: ["employee"],
    wished_territories: ["46102"],
    next_action: { label: "Rappeler", on: dayFromNow(3) },
    members: [{ role: "lead", first_name: name, last_name: "Lacam", email }],
  });
  const then = `${dayFromNow(-715)} 10:00:00.000+00:00`;
  rewriteTime(
    `UPDATE prospects SET created_at = '${then}', last_contact_by_person_at = NULL WHERE number = '${file.number}'`,
  );
  return { ...file, email };
}

const statusOf = (number: string) =>
  inDatabase(`SELECT status FROM prospects WHERE number = '${number}'`);

test("somebody is told by mail, looks, and keeps their file by a press", async ({
  page,
  request,
}) => {
  const file = await oldFile(request, "Odette");
  retentionRound();
  const token = await mailedToken("/garder-mon-dossier", file.email);
  await page.goto(`/garder-mon-dossier#${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre dossier arrive à sa fin");
  await expect(
    page.getByText(new RegExp(`Votre dossier ${file.number} sera effacé le`)),
  ).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Garder mon dossier" }).click();
  await expect(page.getByText("C’est noté : votre dossier est conservé.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre dossier est conservé");
  expect(statusOf(file.number)).toBe("new");
});

test("somebody erases their file from the mail, after being asked once more", async ({
  page,
  request,
}) => {
  const file = await oldFile(request, "Gaston");
  retentionRound();
  const token = await mailedToken("/garder-mon-dossier", file.email);
  await page.goto(`/garder-mon-dossier#${token}`);
  await page.getByRole("button", { name: "Effacer maintenant" }).click();
  await expect(page.getByRole("button", { name: "Oui, tout effacer" })).toBeFocused();
  await page.getByRole("button", { name: "Non, revenir" }).click();
  await page.getByRole("button", { name: "Effacer maintenant" }).click();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre dossier est effacé");
  await expectAccessibleEverywhere(page);
  expect(statusOf(file.number)).toBe("anonymised");
  expect(inDatabase(`SELECT count(*) FROM members WHERE email = '${file.email}'`)).toBe("0");
  await page.goto("/");
  await page.goto(`/garder-mon-dossier#${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
});

test("the programme reads why a file is kept, and anonymises it with a typed confirmation", async ({
  browser,
  request,
}) => {
  const file = await oldFile(request, "Marthe");
  const page = await pageOf(browser, "programme", `/dossiers/${file.id}`);
  const section = page.locator("#conservation");
  await expect(section.getByText(/parce qu’une personne cherche un emploi/)).toBeVisible();
  await section.getByRole("button", { name: "Anonymiser maintenant" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/Personne ne peut revenir en arrière/)).toBeVisible();
  await choose(dialog.getByRole("combobox", { name: /Motif/ }), "Demandé par la personne");
  await dialog.getByLabel(/Pour confirmer, recopiez/).fill("oui");
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(
    dialog.getByText("Ce n’est pas le texte demandé. Recopiez-le.").first(),
  ).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dialog.getByLabel(/Pour confirmer, recopiez/).fill(file.number);
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByText(/Plus personne n’est connu/)).toBeVisible();
  expect(statusOf(file.number)).toBe("anonymised");
  await page.context().close();
});

test("the programme sees what comes, what was done and every version of the delays", async ({
  browser,
  request,
}) => {
  const file = await oldFile(request, "Fernand");
  const page = await pageOf(browser, "programme", "/administration/conservation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Conservation");
  const coming = page.getByRole("table", { name: "Les 90 prochains jours" });
  await expect(
    coming.getByRole("row", { name: new RegExp(`${file.number}.*Effacement`) }),
  ).toBeVisible();
  await expect(page.getByRole("table", { name: "Versions des durées" })).toBeVisible();
  await expect(page.getByLabel(/Sans recherche d’emploi/)).toHaveValue(/^36/);
  await expectAccessibleEverywhere(page);
  await page.context().close();
});
