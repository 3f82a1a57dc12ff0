import { apiOf, dayFromNow, expectMail, mailedToken, pageOf } from "./support/server";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

interface Named {
  id: string;
}

test("a partner answers, and the family receives everything on one sheet", async ({
  page,
  request,
  browser,
}) => {
  const stamp = Date.now();
  const email = `fiche.${stamp}@mail.example`;
  const wish = `Maison avec jardin et grange (${stamp})`;
  const answer = `Deux maisons se libèrent en mars (${stamp}).`;
  const api = await apiOf(request, "programme");
  const referents = await api<{ items: (Named & { display_name: string })[] }>(
    "GET",
    "/referents?limit=100",
  );
  const sophie = referents.items.find((one) => one.display_name === "Sophie Lacaze");
  const lead = { role: "lead", first_name: "Inès", last_name: `Fiche${stamp}`, email };
  const file = await api<Named>("POST", "/prospects", {
    source: "phone",
    household_kind: "alone",
    wished_territories: ["46128"],
    next_action: { label: "Appeler", on: dayFromNow(7) },
    members: [lead],
    needs: [{ theme: "housing", description: wish }],
  });
  const accepted = { referent_id: sophie?.id, role: "territorial", accepted: true };
  await api("POST", `/prospects/${file.id}/assignments`, accepted);

  // The référent asks the partner that the network names for housing.
  const staff = await pageOf(browser, "cauvaldor", `/dossiers/${file.id}`);
  await staff.getByRole("button", { name: /Conseil logement du Lot : Logement$/ }).click();
  const ask = staff.getByRole("dialog", { name: "Envoyer cette demande ?" });
  await expect(ask.getByText(wish)).toBeVisible();
  await ask.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(staff.getByText("La demande est partie.")).toBeVisible();
  await staff.goto(`/dossiers/${file.id}/fiche`);
  await expect(staff.getByText(/Conseil logement du Lot est sollicité/)).toBeVisible();

  // The partner answers without an account.
  await page.goto(`/reponse#${await mailedToken("reponse", wish)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Logement : un foyer a besoin de vous",
  );
  await expect(page.getByText(lead.last_name)).toHaveCount(0);
  await page.getByLabel(/^Votre réponse/).fill(answer);
  await page.getByLabel(/^Votre nom/).fill("Aurélie Cazes");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Envoyer ma réponse" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Merci, votre réponse est enregistrée",
  );

  // The sheet brings it together, on paper too.
  await staff.reload();
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Fiche conseils d’Inès");
  await expect(staff.getByText(answer)).toBeVisible();
  await expect(staff.getByText("Réponse de Conseil logement du Lot")).toBeVisible();
  await expectAccessibleEverywhere(staff);
  await staff.emulateMedia({ media: "print" });
  await expect(staff.getByRole("button", { name: "Imprimer" })).toBeHidden();
  await expect(staff.getByRole("button", { name: "Envoyer à la famille" })).toBeHidden();
  await expect(staff.getByRole("link", { name: "Boîte de réception" })).toBeHidden();
  await expect(staff.getByText(answer)).toBeVisible();
  await expect(staff.getByText("Oh my Lot ! – Le réseau accueil du Lot")).toBeVisible();
  await staff.emulateMedia({ media: "screen" });

  // And goes to the family.
  await staff.getByRole("button", { name: "Envoyer à la famille" }).click();
  const confirm = staff.getByRole("dialog", { name: "Envoyer la fiche à la famille ?" });
  await confirm.getByRole("button", { name: "Envoyer à la famille" }).click();
  await expect(staff.getByText("La fiche est partie.")).toBeVisible();
  await expectMail(`To: ${email}`, answer);
});
