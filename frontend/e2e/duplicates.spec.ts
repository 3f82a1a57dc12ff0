import { apiOf, dayFromNow, pageOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

interface File {
  id: string;
  number: string;
}

test("two files of one person are found, compared, merged by keyboard, and two again", async ({
  browser,
  request,
}) => {
  test.slow();
  const api = await apiOf(request, "programme");
  const stamp = Date.now();
  const name = `Delbreil ${stamp}`;
  const phone = `06 39 98 ${String(stamp).slice(-4, -2)} ${String(stamp).slice(-2)}`;
  const open = (first: string, city: string, more: object) =>
    api<File>("POST", "/prospects", {
      source: "phone",
      city,
      project_types: ["employee"],
      wished_territories: ["46102"],
      allow_duplicate: true,
      next_action: { label: "Rappeler", on: dayFromNow(3) },
      members: [{ role: "lead", first_name: first, last_name: name, ...more }],
    });
  const one = await open("Solène", "Nantes", { phone });
  const other = await open("SOLENE", "Rezé", { phone: `+33${phone.slice(1).replaceAll(" ", "")}` });

  const page = await pageOf(browser, "programme", "/ma-journee");
  // The comparison is made off the path of the request.
  await expect
    .poll(
      async () =>
        (await api<{ items: unknown[] }>("GET", `/duplicates?prospect_id=${one.id}`)).items.length,
    )
    .toBe(1);
  await page.goto("/doublons");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Doublons");
  const card = page.getByRole("listitem").filter({ hasText: one.number });
  await expect(card).toContainText("Le même numéro de téléphone, avec ou sans indicatif.");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.getByRole("link", { name: /^Doublons/ })).toContainText("en attente");

  // Said not to be the same, then thought over.
  await card.getByRole("button", { name: /Ce ne sont pas les mêmes/ }).press("Enter");
  await expect(card).toHaveCount(0);
  await page.getByText("Écartés", { exact: true }).click();
  const apart = page.getByRole("listitem").filter({ hasText: one.number });
  await apart.getByRole("button", { name: /Revenir sur la décision/ }).press("Enter");
  await expect(apart).toHaveCount(0);

  // From the file itself to the comparison.
  await page.goto(`/dossiers/${one.id}`);
  await expect(page.getByText(`Ce dossier ressemble à ${other.number}`)).toBeVisible();
  await page.getByRole("link", { name: `Comparer ${other.number}` }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Comparer deux dossiers");
  await expect(page.getByText("La même personne dans les deux dossiers").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("radio", { name: "Rezé" }).press("Space");
  await page.getByRole("button", { name: "Fusionner les deux dossiers" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("30 jours");
  await page.getByRole("button", { name: "Fusionner", exact: true }).press("Enter");
  await expect(page).toHaveURL(new RegExp(`/dossiers/${one.id}$`));
  await expect(page.getByText("Rezé").first()).toBeVisible();

  // The other number leads here; the merge can be taken back.
  await page.goto(`/dossiers/${other.id}`);
  await expect(page).toHaveURL(new RegExp(`/dossiers/${one.id}$`));
  const merges = page.getByRole("region", { name: "Fusions" });
  await expect(merges).toContainText(other.number);
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await merges
    .getByRole("button", { name: `Annuler la fusion avec ${other.number}` })
    .press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Annuler la fusion" }).press("Enter");
  await expect(merges).toContainText("Annulée par");
  await page.goto(`/dossiers/${other.id}`);
  await expect(page).toHaveURL(new RegExp(`/dossiers/${other.id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("SOLENE");
  await page.context().close();
});

test("a référent who sees one of two files learns that the programme knows", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "programme");
  const email = `famille.${Date.now()}@foyer.example`;
  const files = [];
  for (const [first, territory] of [
    ["Nadège", "46102"],
    ["Nadia", "46042"],
  ]) {
    files.push(
      await api<File>("POST", "/prospects", {
        source: "phone",
        project_types: ["employee"],
        wished_territories: [territory],
        allow_duplicate: true,
        next_action: { label: "Rappeler", on: dayFromNow(3) },
        members: [{ role: "lead", first_name: first, last_name: "Cayrol", email }],
      }),
    );
  }
  const path = `/duplicates?prospect_id=${files[0]?.id}`;
  await expect
    .poll(async () => (await api<{ items: unknown[] }>("GET", path)).items.length)
    .toBe(1);
  const page = await pageOf(browser, "figeac", "/ma-journee");
  await page.goto("/doublons");
  const card = page.getByRole("listitem").filter({ hasText: files[0]?.number ?? "" });
  await expect(card).toContainText("Un dossier existe, le programme est prévenu.");
  await expect(card).not.toContainText(files[1]?.number ?? "");
  await expect(card.getByRole("button")).toHaveCount(0);
  await expect(card.getByRole("link")).toHaveCount(1);
  await page.context().close();
});
