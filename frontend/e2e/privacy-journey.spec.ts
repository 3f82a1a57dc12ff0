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

interface File {
  id: string;
  number: string;
}

test("J12: two files of one person become one, tell who saw it, are kept at a click and forgotten", async ({
  browser,
  page: person,
  request,
}) => {
  test.slow();
  const api = await apiOf(request, "programme");
  const stamp = Date.now();
  const email = `sidonie.${stamp}@foyer.example`;
  const open = (first: string, address: string) =>
    api<File>("POST", "/prospects", {
      source: "phone",
      project_types: ["employee"],
      wished_territories: ["46102"],
      allow_duplicate: true,
      next_action: { label: "Rappeler", on: dayFromNow(3) },
      members: [{ role: "lead", first_name: first, last_name: `Vialard ${stamp}`, email: address }],
    });
  const one = await open("Sidonie", email);
  const other = await open("SIDONIE", email.toUpperCase());

  // A référent opens the second file before anybody knows.
  const staff = await pageOf(browser, "figeac", `/dossiers/${other.id}`);
  await expect(staff.getByRole("heading", { name: "Historique" })).toBeVisible();
  await staff.context().close();

  const page = await pageOf(browser, "programme", "/ma-journee");
  const pairs = () => api<{ items: File[] }>("GET", `/duplicates?prospect_id=${one.id}`);
  await expect.poll(async () => (await pairs()).items.length).toBe(1);
  await page.goto(`/dossiers/${one.id}`);
  await page.getByRole("link", { name: `Comparer ${other.number}` }).press("Enter");
  await page.getByRole("button", { name: "Fusionner les deux dossiers" }).press("Enter");
  await page.getByRole("button", { name: "Fusionner", exact: true }).press("Enter");
  await expect(page).toHaveURL(new RegExp(`/dossiers/${one.id}$`));

  // Who saw the file that is no more is told by the one that stays.
  await page.getByRole("button", { name: "Voir qui a consulté ce dossier" }).press("Enter");
  const seen = page.getByRole("list", { name: "Qui a consulté ce dossier" });
  const opened = seen.getByRole("listitem").filter({ hasText: "a ouvert le dossier" });
  await expect(opened.filter({ hasText: "Référent accueil" }).first()).toBeVisible();
  await expectAccessibleEverywhere(page);

  // Two years later they are told, and keep their file.
  const then = `${dayFromNow(-715)} 10:00:00.000+00:00`;
  rewriteTime(
    `UPDATE prospects SET created_at = '${then}', last_contact_by_person_at = NULL WHERE number = '${one.number}'`,
  );
  retentionRound();
  const token = await mailedToken("/garder-mon-dossier", email);
  await person.goto(`/garder-mon-dossier#${token}`);
  await person.getByRole("button", { name: "Garder mon dossier" }).press("Enter");
  await expect(person.getByRole("heading", { level: 1 })).toHaveText("Votre dossier est conservé");

  // They write that they want to be forgotten: the programme does it, and nobody finds them.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/dossiers/${one.id}`);
  await page.getByRole("button", { name: "Anonymiser maintenant" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await choose(dialog.getByRole("combobox", { name: /Motif/ }), "Demandé par la personne");
  await dialog.getByLabel(/Pour confirmer, recopiez/).fill(one.number);
  await dialog.getByRole("button", { name: "Effacer définitivement" }).press("Enter");
  await expect(dialog).toBeHidden();
  expect(inDatabase(`SELECT count(*) FROM members WHERE email LIKE 'sidonie.${stamp}@%'`)).toBe(
    "0",
  );
  await page.goto(`/dossiers?q=vialard+${stamp}`);
  await expect(page.getByText(`Vialard ${stamp}`)).toHaveCount(0);

  await page.goto("/administration/journal");
  await page.getByRole("button", { name: "Vérifier le journal" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Le journal est intact" })).toBeVisible();
  await page.context().close();
});
