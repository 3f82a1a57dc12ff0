import { apiOf, dayFromNow, pageOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

interface Named {
  id: string;
  number: string;
}

test("a file says who saw it, and an account what it saw", async ({ request, browser }) => {
  const stamp = Date.now();
  const api = await apiOf(request, "programme");
  const file = await api<Named>("POST", "/prospects", {
    source: "phone",
    household_kind: "alone",
    wished_territories: ["46128"],
    next_action: { label: "Appeler", on: dayFromNow(7) },
    members: [
      {
        role: "lead",
        first_name: "Inès",
        last_name: `Consultée${stamp}`,
        email: `ines.${stamp}@foyer.example`,
      },
    ],
  });

  // A référent opens the file, and does not see who did.
  const staff = await pageOf(browser, "cauvaldor", `/dossiers/${file.id}`);
  await expect(staff.getByRole("heading", { name: "Historique" })).toBeVisible();
  await expect(staff.getByRole("button", { name: /Voir qui a consulté/ })).toHaveCount(0);

  const page = await pageOf(browser, "programme", `/dossiers/${file.id}`);
  await page.getByRole("button", { name: "Voir qui a consulté ce dossier" }).press("Enter");
  const seen = page.getByRole("list", { name: "Qui a consulté ce dossier" });
  const opened = seen.getByRole("listitem").filter({ hasText: "Sophie Lacaze" });
  await expect(opened.filter({ hasText: "a ouvert le dossier" })).toHaveCount(1);
  await expect(opened.first()).toContainText("Référent");
  await expectAccessibleEverywhere(page);

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/administration/utilisateurs");
  await page.getByRole("link", { name: "Ce qu’il a vu (compte de Sophie Lacaze)" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Ce que le compte de Sophie Lacaze a vu",
  );
  const row = page.getByRole("row").filter({ hasText: file.number });
  await expect(row).toContainText("identité");
  await expect(row).toContainText("2 lectures"); // the file, and its exchanges
  await expectAccessibleEverywhere(page);

  await page.goto("/administration/journal");
  await page.getByRole("button", { name: "Vérifier le journal" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Le journal est intact" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});
