import { readFile } from "node:fs/promises";
import { apiOf, dayFromNow, mailedToken } from "./support/server";
import { expect, expectAccessibleEverywhere, expectWeight, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

/** A family of the demonstration that a référent accompanies. */
const ADDRESS = "celine.hubert@messagerie.example";

test("a household asks for its link, reads who accompanies it and changes its wishes", async ({
  browser,
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "J’ai déjà un dossier" }).click();
  await page.getByLabel("Adresse électronique").fill(ADDRESS);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez votre messagerie");
  const link = await mailedToken("mon-dossier", `To: ${ADDRESS}`);

  await page.goto(`/mon-dossier#${link}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Céline");
  await expect(page).toHaveURL(/\/mon-dossier$/);
  await expect(page.getByText("Pourquoi cette personne").first()).toBeVisible();

  await page.getByRole("button", { name: "Changer mes souhaits" }).click();
  await page.getByRole("checkbox", { name: /Pas de préférence/ }).check();
  await page.getByRole("button", { name: "Enregistrer mes souhaits" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  await expect(page.getByText("Pas de préférence", { exact: true })).toBeVisible();

  const cold = await (await browser.newContext()).newPage();
  await expectWeight(cold, `/mon-dossier#${link}`, {
    kilobytes: 300,
    requests: 25,
  });
});

test("a household finds its place at an event, takes it to its calendar and gives it up", async ({
  page,
  request,
}) => {
  const address = "marc.delpech@foyer.example";
  const api = await apiOf(request, "programme");
  const file = await api<{ number: string }>("POST", "/prospects", {
    source: "web",
    territory_indifferent: true,
    project_types: ["employee"],
    next_action: { label: "Appeler le foyer", on: dayFromNow(3) },
    members: [{ role: "lead", first_name: "Marc", last_name: "Delpech", email: address }],
  });
  const event = await api<{ id: string }>("POST", "/events", {
    title: "Journée d’accueil des nouveaux habitants",
    kind: "welcome_day",
    format: "onsite",
    place: "Salle des fêtes",
    commune_code: "46102",
    capacity: 30,
    days: [{ on: dayFromNow(20), opens_at: "10:00", closes_at: "16:30" }],
  });
  await api("POST", `/events/${event.id}/transitions`, { to: "published" });
  const guest = { first_name: "Marc", email: address };
  await api("POST", `/events/${event.id}/registrations`, guest);

  await page.goto("/mon-dossier");
  await page.getByLabel("Adresse électronique").fill(address);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await page.goto(`/mon-dossier#${await mailedToken("mon-dossier", `To: ${address}`)}`);
  const own = page.getByRole("region", { name: "Vos rendez-vous" });
  await expect(own).toContainText("Journée d’accueil des nouveaux habitants");
  await expect(own).toContainText(/de 10\sh à 16\sh\s30/);
  await expect(own).toContainText("Salle des fêtes, Figeac");
  const taken = page.waitForEvent("download");
  await own.getByRole("button", { name: "Ajouter à mon agenda" }).press("Enter");
  const calendar = await readFile(await (await taken).path(), "utf8");
  expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(2);
  expect(calendar).toContain(`UID:next-step-${file.number}@ohmylot`);
  await expect(own.getByRole("status")).toHaveText("Le fichier est dans vos téléchargements.");
  await expectAccessibleEverywhere(page);
  await own.getByRole("link", { name: /^Je ne peux plus venir/ }).click();
  await page.getByRole("button", { name: "Me désinscrire" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Me désinscrire" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("annulée");
  await page.goto("/mon-dossier");
  await expect(own).toContainText("Les ateliers et les rencontres auxquels vous vous inscrivez");
});
