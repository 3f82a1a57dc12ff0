import { apiOf, dayFromNow, expectMail, mailedToken, pageOf } from "./support/server";
import { choose, expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

/** A family of the demonstration that no other journey writes to. */
const ADDRESS = "florian.chassagne@courriel.example";
const NEWSLETTER = "Lettre d’information";

test("a household takes an agreement back and asks for a correction, which is answered", async ({
  page,
  browser,
}) => {
  test.slow();
  await page.goto("/mon-dossier");
  await page.getByLabel("Adresse électronique").fill(ADDRESS);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez votre messagerie");
  await page.goto(`/mon-dossier#${await mailedToken("mon-dossier", `To: ${ADDRESS}`)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Florian");

  // Two presses, by the keyboard alone; the text that was read unfolds.
  const agreements = page.getByRole("region", { name: "Vos accords" });
  await agreements.getByRole("button", { name: `Lire le texte : ${NEWSLETTER}` }).press("Enter");
  await expect(agreements.getByText(/recevoir par e-mail la lettre/).first()).toBeVisible();
  await agreements
    .getByRole("button", { name: `Retirer cet accord : ${NEWSLETTER}` })
    .press("Enter");
  await expect(
    agreements.getByRole("button", { name: `Oui, retirer : ${NEWSLETTER}` }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(agreements.getByRole("status")).toBeFocused();
  await expect(agreements.getByText(/^Retiré le/)).toBeVisible();
  await expect(
    agreements.getByRole("button", { name: `Je suis d’accord : ${NEWSLETTER}` }),
  ).toBeVisible();

  // A pause begins and ends; the phone is corrected.
  await page.getByRole("button", { name: "Voir et gérer mes informations" }).click();
  const pause = page.getByRole("region", { name: "Faire une pause" });
  await pause.getByRole("button", { name: "Mettre en pause" }).click();
  await pause.getByLabel("Ne pas m’appeler avant le").fill(dayFromNow(40));
  await pause.getByRole("button", { name: "Mettre en pause" }).click();
  await expect(pause.getByRole("status")).toContainText("en pause");
  await pause.getByRole("button", { name: "Reprendre dès maintenant" }).click();
  await expect(pause.getByRole("button", { name: "Mettre en pause" })).toBeVisible();
  const home = page.getByRole("region", { name: "Votre foyer" });
  await home.getByRole("button", { name: /^Corriger : Florian/ }).click();
  await home.getByLabel("Téléphone").fill("06 39 98 42 42");
  await home.getByRole("button", { name: "Enregistrer" }).click();
  await expect(home.getByText("06 39 98 42 42")).toBeVisible();
  await page.getByRole("button", { name: "Voir qui l’a lu" }).click();

  const data = page.getByRole("region", { name: "Vos informations et vos droits" });
  const copy = page.waitForEvent("download");
  await data.getByRole("button", { name: "Copie à lire et à imprimer" }).click();
  expect((await copy).suggestedFilename()).toMatch(/^oh-my-lot-OML-.*\.html$/);
  await data.getByRole("button", { name: "Faire une demande" }).click();
  await data.getByRole("radio", { name: /^Corriger une information/ }).check();
  await data.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(data.getByRole("alert")).toBeFocused();
  await data.getByLabel("Précisions").fill("Notre fils a huit ans, pas six.");
  await expectAccessibleEverywhere(page);
  await data.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(data.getByRole("status").filter({ hasText: "demande" })).toContainText(
    "Votre demande est envoyée",
  );
  await expectMail(`To: ${ADDRESS}`, "est bien reçue");

  // The programme answers; the words are kept on both sides.
  const staff = await pageOf(browser, "programme", "/administration/demandes");
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Demandes sur les données");
  await expectAccessibleEverywhere(staff);
  await staff.setViewportSize({ width: 1280, height: 900 });
  await staff.getByRole("link", { name: /demande de Florian Chassagne : Rectification/ }).click();
  await expect(staff.getByText("Notre fils a huit ans, pas six.")).toBeVisible();
  await expectAccessibleEverywhere(staff);
  await staff.setViewportSize({ width: 1280, height: 900 });
  await staff.getByRole("button", { name: "Prendre en charge" }).click();
  await expect(staff.getByText("En cours", { exact: true })).toBeVisible();
  await staff.getByRole("button", { name: "Répondre", exact: true }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Votre réponse").fill("C’est corrigé, merci de nous l’avoir dit.");
  await dialog.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(dialog).toBeHidden();
  await expect(staff.getByText("C’est corrigé, merci de nous l’avoir dit.")).toBeVisible();
  await expect(staff.getByText("Répondue", { exact: true })).toBeVisible();
  await expectMail(`To: ${ADDRESS}`, "C’est corrigé, merci de nous l’avoir dit.");

  await page.reload();
  await page.getByRole("button", { name: "Voir et gérer mes informations" }).click();
  await expect(page.getByText("C’est corrigé, merci de nous l’avoir dit.")).toBeVisible();
});

test("a request by phone is written down, and its delay is made longer once", async ({
  browser,
}) => {
  const staff = await pageOf(browser, "programme", "/administration/demandes");
  await staff.getByRole("button", { name: "Enregistrer une demande" }).click();
  const dialog = staff.getByRole("dialog");
  await choose(dialog.getByRole("combobox", { name: "Ce qui est demandé" }), "Accès");
  await choose(dialog.getByRole("combobox", { name: "Reçue par" }), "Téléphone");
  const name = `Odile Vern ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "Qui demande" }).fill(name);
  await dialog.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await staff.getByRole("link", { name: `Ouvrir la demande de ${name} : Accès` }).click();
  await expect(staff.getByText("Pas d’adresse connue")).toBeVisible();
  await staff.getByRole("button", { name: "Prolonger de deux mois" }).click();
  await staff.getByLabel("Motif").fill("Plusieurs services gardent une partie du dossier.");
  await staff.getByRole("button", { name: "Prolonger", exact: true }).click();
  await expect(staff.getByText(/^Délai prolongé le/)).toBeVisible();
  await expect(staff.getByRole("button", { name: "Prolonger de deux mois" })).toHaveCount(0);

  // Nobody gets a copy before somebody made sure who asks.
  await staff.getByRole("button", { name: "Répondre", exact: true }).click();
  await staff.getByLabel("Votre réponse").fill("Voici votre copie.");
  await staff.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(staff.getByRole("dialog").getByRole("alert")).toContainText(
    "comment vous avez reconnu la personne",
  );
  await staff.getByLabel(/Comment avez-vous reconnu/).fill("Carte d’identité montrée au guichet");
  await staff.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(staff.getByText("Répondue", { exact: true })).toBeVisible();
});

test("the programme erases a file from the request that asks for it", async ({
  browser,
  request,
}) => {
  const api = await apiOf(request, "programme");
  const name = `Basile Vern ${Date.now()}`;
  const address = `basile.${Date.now()}@foyer.example`;
  const file = await api<{ id: string; number: string }>("POST", "/prospects", {
    source: "phone",
    territory_indifferent: true,
    project_types: ["employee"],
    next_action: { label: "Rappeler", on: dayFromNow(3) },
    members: [{ role: "lead", first_name: "Basile", last_name: "Vern", email: address }],
  });
  const { id } = await api<{ id: string }>("POST", "/privacy-requests", {
    prospect_id: file.id,
    kind: "erasure",
    channel: "phone",
    requester_name: name,
    requester_email: address,
  });
  const staff = await pageOf(browser, "programme", `/administration/demandes/${id}`);
  await staff.getByRole("button", { name: "Effacer le dossier" }).click();
  const dialog = staff.getByRole("dialog", { name: `Effacer le dossier ${file.number}` });
  await expect(dialog).toContainText("disparaissent partout");
  await expect(dialog).toContainText("ce qui compte dans le bilan");
  await expectAccessible(staff);
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(dialog.getByText("Recopiez-le.").first()).toBeVisible();
  await dialog.getByLabel(/^Pour confirmer, recopiez/).fill(file.number);
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(dialog.getByText("Dites d’abord comment vous avez reconnu")).toBeVisible();
  await dialog.getByLabel(/Comment avez-vous reconnu/).fill("Rappel au numéro du dossier");
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(staff.getByText("Répondue", { exact: true })).toBeVisible();
  await expect(staff.getByText(name)).toHaveCount(0);
  await expect(staff.getByRole("button", { name: "Effacer le dossier" })).toHaveCount(0);
  await expectMail(`To: ${address}`, "Votre dossier est effacé");
  await staff.getByRole("link", { name: "Ouvrir le dossier" }).click();
  await expect(staff.getByText("Anonymisé", { exact: true }).first()).toBeVisible();
});

test("a household has its file erased at once, after it typed its number again", async ({
  page,
}) => {
  const address = "patricia.nunes@courriel.example";
  await page.goto("/mon-dossier");
  await page.getByLabel("Adresse électronique").fill(address);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  const link = await mailedToken("mon-dossier", `To: ${address}`);
  await page.goto(`/mon-dossier#${link}`);
  const number =
    (await page.getByText(/^Dossier OML-/).textContent())?.replace("Dossier ", "") ?? "";
  await page.getByRole("button", { name: "Voir et gérer mes informations" }).click();
  await page.getByRole("button", { name: "Effacer mon dossier" }).click();
  await page.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(
    page.getByRole("region", { name: "Effacer mon dossier" }).getByRole("alert"),
  ).toBeFocused();
  await page.getByLabel(/recopiez le numéro/).fill(number);
  await page.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre dossier est effacé");
  await page.goto("/");
  await page.goto(`/mon-dossier#${link}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce lien n’est plus valable");
});
