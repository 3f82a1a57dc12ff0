import type { Locator } from "@playwright/test";
import { apiOf, dayFromNow, mailedToken, oneClickPath, pageOf } from "./support/server";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

/** Opens the list again until the commune is picked: it may close while the answer comes. */
async function pickCommune(field: Locator, name: string) {
  const option = field
    .page()
    .getByRole("option", { name: new RegExp(`^${name}`) })
    .first();
  await expect(async () => {
    await field.fill("");
    await field.fill(name);
    await option.click({ timeout: 3_000 });
  }).toPass();
}

interface Listed {
  items: { id: string; status: string; email: string }[];
}

test("an ambassador signs up, is accepted, sponsors a family and learns two first names and a commune", async ({
  page,
  browser,
  request,
}) => {
  test.slow();
  const stamp = Date.now();
  const email = `zelie.${stamp}@ambassade.example`;
  const lastName = `Lacombe ${stamp}`;
  const name = `Zélie ${lastName}`;
  await page.goto("/ambassadeurs");
  await expect(page.getByRole("heading", { level: 2, name: "Maud" })).toBeVisible();
  await expect(page.getByText("Cazes")).toHaveCount(0);
  await expectAccessibleEverywhere(page);

  // The three agreements are unticked, and only the first is needed.
  await page.getByRole("main").getByRole("link", { name: "Devenir ambassadeur" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Devenir ambassadeur du Lot");
  const boxes = page.getByRole("region", { name: "Vos accords" }).getByRole("checkbox");
  await expect(boxes).toHaveCount(3);
  for (const box of await boxes.all()) await expect(box).not.toBeChecked();
  await page.getByRole("button", { name: "Envoyer ma candidature" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  // Takes the time of a person: a form that comes back within three seconds was filled in by a machine.
  await expectAccessibleEverywhere(page);
  await page.getByRole("textbox", { name: "Prénom" }).fill("Zélie");
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill(lastName);
  await page.getByRole("textbox", { name: "Adresse électronique" }).fill(email);
  await page.getByText("Habitant", { exact: true }).click();
  await pickCommune(page.getByRole("combobox", { name: "Votre commune" }), "Figeac");
  await page.getByText("Parrainer une famille", { exact: true }).click();
  await page.getByLabel(/Votre famille/).selectOption({ label: "Enfants à l’école" });
  await page.getByText("Néerlandais", { exact: true }).click();
  await boxes.first().check();
  await page.getByRole("button", { name: "Envoyer ma candidature" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Encore une étape");

  const confirm = await mailedToken("/devenir-ambassadeur/confirmation", email);
  await page.goto(`/devenir-ambassadeur/confirmation#${confirm}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Votre candidature est confirmée",
  );
  await expect(page).toHaveURL(/\/devenir-ambassadeur\/confirmation$/);
  await expectAccessibleEverywhere(page);

  // The programme reads the application and accepts it.
  const staff = await pageOf(browser, "programme", "/reseau-ambassadeurs");
  await staff.goto(`/reseau-ambassadeurs?status=applicant&q=${email.split("@")[0]}`);
  await staff.getByRole("link", { name }).click();
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText(name);
  await expectAccessibleEverywhere(staff);
  await staff.setViewportSize({ width: 1280, height: 900 });
  await staff.getByRole("button", { name: "Accepter" }).click();
  await expect(staff.getByRole("region", { name: "Situation" }).getByText("Actif")).toBeVisible();

  // A family that speaks Dutch settles in Figeac and agrees to be put in touch.
  const api = await apiOf(request, "programme");
  const file = await api<{ id: string }>("POST", "/prospects", {
    household_kind: "family",
    project_types: ["employee"],
    wished_territories: ["46102"],
    source: "phone",
    language: "nl",
    allow_duplicate: true,
    next_action: { label: "Appeler", on: dayFromNow(5) },
    members: [
      {
        role: "lead",
        first_name: "Nora",
        last_name: "Vandenbroucke",
        email: `nora.${stamp}@foyer.example`,
      },
      { role: "partner", first_name: "Luc", last_name: "Bastide" },
      { role: "child", age_band: "six_to_10" },
    ],
  });
  await staff.goto(`/dossiers/${file.id}`);
  const section = staff.getByRole("region", { name: "Parrainage" });
  await section.getByRole("button", { name: "Chercher un parrain" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByRole("button", { name: "Chercher un parrain" }).click();
  await expect(dialog.getByText("Sans l’accord du foyer").first()).toBeVisible();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Chercher un parrain" }).click();
  await expect(section.getByText(`${name}, Figeac`)).toBeVisible();
  await expect(
    section.getByText("Même commune, Enfants du même âge, Une langue en commun").first(),
  ).toBeVisible();
  await section.getByRole("button", { name: `Solliciter : ${name}` }).click();
  await expect(section.getByText("Envoyé", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(staff);

  // The own page tells first names and a commune, and takes the answer.
  const own = await mailedToken("/mon-engagement", email, "Nora et Luc");
  await page.goto(`/mon-engagement#${own}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Zélie");
  await expect(page.getByText("Nora et Luc, à Figeac")).toBeVisible();
  await expect(page.getByText(/Vandenbroucke|Bastide/)).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Accepter de parrainer Nora et Luc" }).click();
  await expect(page.getByText("Vous les parrainez.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Corriger mes réponses" }).click();
  await page
    .getByRole("dialog")
    .getByLabel(/Quelques mots/)
    .fill("Je connais chaque marché.");
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: /Autoriser/ }).click();
  await expect(page.getByText("Votre portrait peut être montré sur le site.")).toBeVisible();
  await page.getByRole("button", { name: "Faire une pause" }).click();
  await expect(page.getByText(/Vous faites une pause/)).toBeVisible();
  await page.getByRole("button", { name: "Me retirer du réseau" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Me retirer du réseau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vous n’êtes plus ambassadeur");
  const listed = await api<Listed>("GET", `/ambassadors?q=${email.split("@")[0]}`);
  expect(listed.items.map(({ status }) => status)).toEqual(["retired"]);
});

test("ambassadors are invited to one of two meetings, choose, and change their mind", async ({
  page,
  browser,
  request,
}) => {
  const stamp = Date.now();
  const email = `aude.${stamp}@ambassade.example`;
  const title = `Rencontre ${stamp}`;
  const api = await apiOf(request, "programme");
  await api("POST", "/ambassadors", {
    nature: "person",
    first_name: "Aude",
    last_name: `Vernhet ${stamp}`,
    email,
    kinds: ["inhabitant"],
    commitments: ["talk"],
    commune_code: "46042",
  });
  const staff = await pageOf(browser, "programme", "/reseau-ambassadeurs/invitations");
  await staff.getByRole("button", { name: "Préparer une invitation" }).first().click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Titre/ }).fill(title);
  for (const town of ["Figeac", "Cahors"]) {
    const option = staff.getByRole("option", { name: new RegExp(`ambassadeurs à ${town}`) });
    await expect(async () => {
      if (!(await option.isVisible())) {
        await dialog.getByRole("combobox", { name: /^Événements/ }).click();
      }
      await option.click({ timeout: 3_000 });
    }).toPass();
  }
  const day = dayFromNow(20).split("-").reverse().join("/");
  await dialog.getByLabel(/^Réponse jusqu’au/).fill(day);
  await dialog.getByLabel(/^Réponse jusqu’au/).press("Tab");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  const card = staff.getByRole("listitem").filter({ hasText: title });
  await expect(card.getByText(/la recevrai/)).toBeVisible();
  await expectAccessibleEverywhere(staff);
  await card.getByRole("button", { name: `Envoyer : ${title}` }).click();
  await staff.getByRole("dialog").getByRole("button", { name: "Envoyer" }).click();
  await expect(card.getByText("Envoyée", { exact: true })).toBeVisible();

  const own = await mailedToken("/mon-engagement", email, title);
  await page.goto(`/mon-engagement#${own}`);
  const region = page.getByRole("region", { name: "Invitations" });
  for (const town of ["Figeac", "Cahors"]) {
    await region.getByRole("radio", { name: new RegExp(`ambassadeurs à ${town}`) }).check();
    await region.getByRole("button", { name: `Enregistrer mon choix : ${title}` }).click();
    await expect(page.getByText("Votre choix est enregistré")).toBeVisible();
    await expect(
      region.getByRole("radio", { name: new RegExp(`ambassadeurs à ${town}`) }),
    ).toBeChecked();
    await expectAccessibleEverywhere(page);
  }
  await staff.reload();
  await expect(card.getByText(/à Cahors, .*1\sinscrit$/)).toBeVisible();
  await expect(card.getByText(/à Figeac, .*0\sinscrit$/)).toBeVisible();
});

test("the team filters the directory, counts a past day and takes the list away", async ({
  browser,
}) => {
  const page = await pageOf(browser, "programme", "/reseau-ambassadeurs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ambassadeurs");
  await expect(page.getByRole("link", { name: "Bastien Roumégous" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel("Rechercher", { exact: true }).fill("roumegous");
  await expect(page.getByText("1 ambassadeur", { exact: true })).toBeVisible();
  const day = dayFromNow(-350).split("-").reverse().join("/");
  await page.getByLabel("À la date du").fill(day);
  await page.getByLabel("À la date du").press("Enter");
  await expect(page.getByText(/^3 ambassadeurs actifs le/)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter", exact: true }).click();
  await page.getByRole("menuitem", { name: "CSV pour Excel" }).click();
  expect((await download).suggestedFilename()).toMatch(/^ambassadeurs-.*\.csv$/);
});

test("the team keeps a catalogue of endowments, hands the last one over and takes it back", async ({
  browser,
  request,
}) => {
  test.slow();
  const stamp = Date.now();
  const label = `Coffret ${stamp}`;
  const api = await apiOf(request, "programme");
  const somebody = await api<{ id: string }>("POST", "/ambassadors", {
    nature: "person",
    first_name: "Aude",
    last_name: `Malbec ${stamp}`,
    email: `aude.${stamp}@ambassade.example`,
    kinds: ["inhabitant"],
    commitments: ["talk"],
    commune_code: "46042",
  });
  const page = await pageOf(browser, "programme", "/reseau-ambassadeurs");
  await page.getByRole("link", { name: "Dotations", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dotations");
  await expect(page.getByRole("heading", { name: "Coffret des producteurs" })).toBeVisible();
  await page.getByRole("button", { name: "Ajouter une dotation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Nom/ }).fill(label);
  await dialog.getByLabel("Combien il en reste").fill("1");
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  const card = page.getByRole("listitem").filter({ hasText: label });
  await expect(card.getByText(/^Reste\s: 1\spièce$/)).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto(`/reseau-ambassadeurs/${somebody.id}`);
  const region = page.getByRole("region", { name: "Dotations" });
  // The demonstration's hamper asks for more than somebody who came today has done.
  const hamper = region.getByRole("listitem").filter({ hasText: "Coffret des producteurs" });
  await expect(hamper.getByText(/\s; il en faut 180\.$/)).toBeVisible();
  await expect(hamper.getByText(/\s; il en faut 1\.$/)).toBeVisible();
  await expect(hamper.getByRole("button")).toHaveCount(0);
  await region.getByRole("button", { name: `Remettre « ${label} »` }).click();
  await dialog.getByLabel(/^Quelques mots/).fill("À Cahors");
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Remettre", exact: true }).click();
  const undo = region.getByRole("button", { name: `Annuler la remise de « ${label} »` });
  await expect(undo).toBeVisible();
  await expect(region.getByText("À Cahors")).toBeVisible();
  await expect(region.getByText("Il n’en reste plus.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await undo.click();
  await dialog.getByRole("button", { name: "Annuler la remise" }).click();
  await expect(region.getByText("Rien n’a encore été remis.")).toBeVisible();
  await expect(region.getByRole("button", { name: `Remettre « ${label} »` })).toBeVisible();
});

test("somebody gets the newsletter and ends it in one click", async ({ page, request }) => {
  const email = `zoe.${Date.now()}@foyer.example`;
  const api = await apiOf(request, "programme");
  const count = async () =>
    (await api<{ confirmed: number }>("GET", "/newsletter-subscriptions/counts")).confirmed;
  const before = await count();
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Lettre d’information" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("La lettre du Lot");
  await expect(page.getByRole("checkbox")).not.toBeChecked();
  await page.getByRole("button", { name: "M’inscrire" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  // Takes the time of a person.
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Votre adresse électronique").fill(email);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "M’inscrire" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Encore une étape");
  expect(await count()).toBe(before);
  const confirm = await mailedToken("/lettre/confirmation", email);
  await page.goto(`/lettre/confirmation#${confirm}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Votre inscription est confirmée",
  );
  await expectAccessibleEverywhere(page);
  expect(await count()).toBe(before + 1);
  const stop = await oneClickPath(email);
  await page.goto(stop);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Vous désinscrire de la lettre ?",
  );
  await expectAccessibleEverywhere(page);
  expect(await count()).toBe(before + 1);
  const click = await request.post(stop, { form: { "List-Unsubscribe": "One-Click" } });
  expect(click.status()).toBe(204);
  expect(await count()).toBe(before);
});
