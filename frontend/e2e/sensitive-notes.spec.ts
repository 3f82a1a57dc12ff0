import { apiOf, dayFromNow, pageOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

test("a note that tells too much is rephrased, or kept on purpose; a child is never named", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "programme");
  const file = await api<{ id: string }>("POST", "/prospects", {
    source: "phone",
    city: "Nantes",
    project_types: ["employee"],
    wished_territories: ["46102"],
    allow_duplicate: true,
    next_action: { label: "Rappeler", on: dayFromNow(3) },
    members: [
      {
        role: "lead",
        first_name: "Aurore",
        last_name: `Vidaillac ${Date.now()}`,
        email: `aurore.${Date.now()}@foyer.example`,
      },
    ],
  });
  const page = await pageOf(browser, "programme", `/dossiers/${file.id}`);
  const field = page.getByLabel(/^Ce qui s’est dit/);
  await expect(page.getByText("La personne peut lire ceci").first()).toBeVisible();

  // Refused: the word is shown, and leads back to the field, selected.
  await field.fill("Elle veut s’installer à Figeac mais elle est en dépression depuis mars.");
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  const alert = page.getByRole("alert", { name: /erreur à corriger/ });
  await expect(alert).toContainText("Santé : « dépression »");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await alert.getByRole("button", { name: "Reformuler" }).press("Enter");
  await expect(field).toBeFocused();
  const selected = await field.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(selected).toBe("dépression");

  // Rephrased over the selection, it is noted at once.
  await page.keyboard.type("arrêt de travail");
  await expect(field).toHaveValue(/elle est en arrêt de travail depuis mars/);
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await expect(field).toHaveValue("");
  await expect(page.getByText("arrêt de travail depuis mars").first()).toBeVisible();

  // Necessary: kept on purpose, and the journal says of what kind it was.
  await field.fill("Logement adapté à chercher : son mari est handicapé.");
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await page.getByRole("button", { name: "Je confirme, c’est nécessaire" }).press("Enter");
  await expect(field).toHaveValue("");
  await expect(page.getByText("son mari est handicapé").first()).toBeVisible();
  const journal = await api<{ items: { fields: string[] }[] }>(
    "GET",
    `/audit-entries?resource_id=${file.id}&action=interaction.create`,
  );
  expect(journal.items.map(({ fields }) => fields.includes("acknowledged_health"))).toEqual([
    true,
    false,
  ]);

  // What a child is called can only be rephrased.
  await field.fill("Leur fille Manon entre au CP.");
  await page.getByRole("button", { name: "Noter l’échange" }).press("Enter");
  await expect(alert).toContainText("« Manon »");
  await expect(page.getByRole("button", { name: "Je confirme, c’est nécessaire" })).toHaveCount(0);
  await expect(alert.getByRole("button", { name: "Reformuler" })).toBeVisible();
  await page.context().close();
});
