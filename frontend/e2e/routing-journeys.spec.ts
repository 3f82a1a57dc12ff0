import type { Page } from "@playwright/test";
import { apiOf, dayFromNow, mailedToken, pageOf } from "./support/server";
import { choose, expect, expectAccessible, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

const part = (page: Page) => page.getByRole("region", { name: "Qui accompagne" });

test("J1: a couple from Nantes asks, is routed with reasons and reads who accompanies it", async ({
  page,
  browser,
}) => {
  const name = `Journet${Date.now()}`;
  const email = `${name.toLowerCase()}@mail.example`;

  await page.goto("/demande");
  await page.getByLabel("Prénom", { exact: true }).fill("Nora");
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Code postal").fill("44000");
  await page.getByRole("radio", { name: "En couple" }).check();
  await page.getByText("Reprise d’une exploitation agricole", { exact: true }).click();
  await page.getByRole("radio", { name: "Dans 6 à 12 mois" }).check();
  await choose(
    page.getByRole("combobox", { name: /Où aimeriez-vous vivre/ }),
    /Causses et Vallée de la Dordogne/,
    "vallee dordogne",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: /Suivi de mon projet/ }).check();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Merci, votre demande est bien partie",
  );
  await page.goto(`/demande/confirmation#${await mailedToken("confirmation", email)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Nora, votre demande est confirmée",
  );

  // The programme reads it and says that the project is understood: that proposes it.
  // The inbox shows the ten who wait longest: this one is found by its name.
  const programme = await pageOf(
    browser,
    "programme",
    `/dossiers\\?q=${name}`,
    `/dossiers?q=${name}`,
  );
  await programme
    .getByRole("link", { name: new RegExp(`Nora ${name}`) })
    .first()
    .click();
  await programme.getByRole("button", { name: "Changer d’étape" }).click();
  await programme.getByRole("menuitem", { name: "Qualifié" }).click();
  const confirm = programme.getByRole("dialog");
  const told = part(programme).getByText("Sophie Lacaze", { exact: true });
  await expect(confirm.or(told).first()).toBeVisible();
  if (await confirm.isVisible()) {
    await confirm.getByRole("button", { name: "Changer d’étape" }).click();
  }
  await expect(told).toBeVisible();
  await expect(part(programme).getByText("Mathieu Bonnal", { exact: true })).toBeVisible();

  // The référent finds it in the day with its reasons, and accepts in one press.
  const sophie = await pageOf(browser, "cauvaldor", "/ma-journee");
  await sophie.getByRole("button", { name: `Pourquoi vous ? Nora ${name}` }).click();
  await expect(sophie.getByText("Ce que dit la table d’orientation")).toBeVisible();
  await sophie.getByRole("button", { name: /personnes? écartées?$/ }).click();
  await expect(sophie.getByText(/Thomas Vidal/)).toBeVisible();
  await expectAccessible(sophie);
  await sophie.getByRole("button", { name: `Accepter : Nora ${name}` }).click();
  await expect(sophie.getByText(`Vous accompagnez Nora ${name}.`)).toBeVisible();

  // The household reads the name and the reason.
  await page.goto(`/mon-dossier#${await mailedToken("mon-dossier", `To: ${email}`, "Sophie")}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nora");
  const people = page.getByRole("region", { name: "Qui vous accompagne" });
  await expect(people.getByRole("heading", { name: "Sophie Lacaze" })).toBeVisible();
  await expect(people.getByText("Pourquoi cette personne ?")).toBeVisible();
  await expect(people.getByText(/^Votre\ssouhait\s:.*Dordogne/)).toBeVisible();
  await expectAccessible(page);
});

interface Named {
  id: string;
}

test("J2: absence and refusals lead from the substitute to the pool, and each step is told", async ({
  request,
  browser,
}) => {
  const stamp = Date.now();
  const away = `Odile Essai${stamp}`;
  const lead = { role: "lead", first_name: "Ana", last_name: `Relais${stamp}` };
  const api = await apiOf(request, "programme");
  const partners = await api<{ items: (Named & { name: string })[] }>("GET", "/partners?limit=100");
  const epci = partners.items.find((one) => one.name.endsWith("Cazals-Salviac"));
  // Nobody else looks after Marminiac by itself: the absent référent comes first there.
  const zones = ["46184"];
  await api("POST", "/referents", { partner_id: epci?.id, display_name: away, zones });

  // The absence is entered in the administration, with who takes over.
  const programme = await pageOf(browser, "programme", "/administration/referents");
  await programme.getByLabel("Rechercher par nom").fill(away);
  await programme.getByRole("button", { name: `Modifier ${away}` }).click();
  const dialog = programme.getByRole("dialog", { name: "Modifier le référent" });
  await dialog.getByRole("button", { name: "Ajouter une absence" }).click();
  await dialog.getByLabel("Premier jour").fill(typed(dayFromNow(0)));
  await dialog.getByLabel("Dernier jour").fill(typed(dayFromNow(30)));
  await choose(dialog.getByRole("combobox", { name: "Remplacement" }), /Thomas Vidal/, "Thomas");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(programme.getByText("Le référent est enregistré.")).toBeVisible();

  const file = await api<Named>("POST", "/prospects", {
    source: "phone",
    household_kind: "alone",
    wished_territories: zones,
    next_action: { label: "Appeler", on: dayFromNow(7) },
    members: [{ ...lead, phone: "06 39 98 12 34" }],
  });
  await api("POST", `/prospects/${file.id}/transitions`, { to: "qualified" });

  // The substitute reads why, and declines.
  const household = `Ana ${lead.last_name}`;
  const thomas = await pageOf(browser, "figeac", "/ma-journee");
  const line = thomas.getByRole("listitem").filter({ hasText: household }).first();
  await expect(line.getByText(new RegExp(`absence.*${away}|${away}.*absence`))).toBeVisible();
  await thomas.getByRole("button", { name: `Refuser : ${household}` }).click();
  await thomas.getByRole("menuitem", { name: "Hors de mes compétences" }).click();
  await expect(thomas.getByText("Le refus est noté.")).toBeVisible();
  await expect(thomas.getByRole("button", { name: `Refuser : ${household}` })).toHaveCount(0);

  // The next best is asked, never the same; and so on until nobody is left.
  await programme.goto(`/dossiers/${file.id}`);
  const asked = new Set(["Thomas Vidal"]);
  const decline = part(programme).getByRole("button", { name: /^Refuser : / });
  await expect(decline).toBeVisible();
  while ((await decline.count()) > 0) {
    const who = ((await decline.getAttribute("aria-label")) ?? "").replace(/^Refuser\s:\s/, "");
    expect(asked, "nobody is asked twice").not.toContain(who);
    asked.add(who);
    await decline.click();
    await programme.getByRole("menuitem", { name: "Trop de dossiers en cours" }).click();
    await expect(part(programme).getByRole("button", { name: `Refuser : ${who}` })).toHaveCount(0);
  }
  expect([...asked]).toContain("Lucie Marty");
  expect([...asked], "somebody who is away").not.toContain(away);

  await programme.goto("/supervision");
  const pool = programme.getByRole("region", { name: "Vivier du programme" });
  await expect(pool.getByRole("link", { name: household })).toBeVisible();
});

/** A day as people type it. */
const typed = (day: string): string => day.split("-").reverse().join("/");
