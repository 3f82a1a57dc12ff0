import type { BrowserContext, Page } from "@playwright/test";
import { apiOf, dayFromNow, pageOf } from "./support/server";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const PHONE = { width: 390, height: 844 };

interface Access {
  code: string;
  captures: { status: string; captures: number }[];
}

/** A fair that takes place today, with the code of its stand. */
async function fair(request: Parameters<typeof apiOf>[0], title: string) {
  const api = await apiOf(request, "programme");
  const event = await api<{ id: string }>("POST", "/events", {
    title,
    kind: "job_fair",
    format: "onsite",
    place: "MEETT, Beauzelle",
    days: [{ on: dayFromNow(0) }, { on: dayFromNow(1) }],
    budget: [{ label: "Stand", stage: "paid", cents: 90_000 }],
  });
  const { code } = await api<Access>("POST", `/events/${event.id}/stand-access`);
  return { api, id: event.id, code };
}

/** A tablet that came onto the stand and works without network from now on. */
async function tabletOn(context: BrowserContext, code: string, label: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  await page.goto("/stand");
  await page.getByRole("textbox", { name: /^Code de l’événement/ }).fill(code);
  await page.getByRole("textbox", { name: /^Nom de cet appareil/ }).fill(label);
  await page.getByRole("button", { name: "Entrer sur le stand" }).click();
  await expect(page.getByRole("button", { name: "Noter", exact: true })).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.ready.then(() => "ready")))
    .toBe("ready");
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  return page;
}

/** What tells the people of this run from those of another one. */
const RUN = Date.now().toString(36);

/** Fifteen seconds: a first name, an address, a project, the agreement. */
async function note(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "Prénom" }).fill(name);
  const email = `${name.toLowerCase().replace("é", "e")}.${RUN}@foyer.example`;
  await page.getByRole("textbox", { name: "Adresse électronique" }).fill(email);
  await page.getByText("Artisanat", { exact: true }).click();
  await page.getByRole("checkbox", { name: /^La personne a lu ce texte/ }).check();
  await page.getByRole("button", { name: "Noter", exact: true }).click();
  await expect(page.getByText(`Noté : ${name}.`)).toBeVisible();
}

async function countVisitors(page: Page, times: number): Promise<void> {
  const button = page.getByRole("button", { name: /^\+1 visiteur/ });
  const before = await button.textContent();
  const from = Number.parseInt(/(\d+) aujourd/.exec(before ?? "")?.[1] ?? "0", 10);
  for (let index = 1; index <= times; index += 1) {
    await button.click();
    await expect(button).toContainText(`${from + index} aujourd’hui`);
  }
}

/** What lies in the store of a tablet: rows by store, and everything as text. */
async function stored(page: Page): Promise<{ outbox: number; text: string }> {
  return page.evaluate(async () => {
    const open = indexedDB.open("ohmylot-stand");
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const all = (name: string) =>
      new Promise<unknown[]>((resolve) => {
        const request = db.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    const rows = { outbox: await all("outbox"), vault: await all("vault") };
    db.close();
    const bytes = (value: unknown): unknown =>
      value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
    const text = JSON.stringify(rows, (_, value) => bytes(value));
    return { outbox: rows.outbox.length, text };
  });
}

test("two tablets without network lose nothing and count nothing twice", async ({
  browser,
  request,
}) => {
  const { api, id, code } = await fair(request, `Salon hors ligne ${RUN}`);
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  const [first, second] = await Promise.all([
    tabletOn(contexts[0], code, "Tablette 1"),
    tabletOn(contexts[1], code, "Tablette 2"),
  ]);
  await expectAccessible(first);

  // The network is gone: counted and written down all the same.
  await Promise.all(contexts.map((context) => context.setOffline(true)));
  await countVisitors(first, 4);
  await countVisitors(second, 3);
  await note(first, "Zoé");
  await note(first, "Luc");
  await note(second, "Ada");
  await note(second, "Zoé");
  await expect(first.getByRole("button", { name: "2 à envoyer" })).toBeVisible();
  await expect(first.getByText("Réseau : non, tout est gardé ici")).toBeVisible();
  await first.getByRole("button", { name: "Que deviennent ces informations ?" }).click();
  await expect(first.getByText("Un an après l’événement", { exact: false })).toBeVisible();
  await first.screenshot({ path: "test-results/stand-390.png" });
  await expectAccessible(first);

  // The battery is flat: the page comes back from the tablet, and opens with the code only.
  const kept = await stored(first);
  expect(kept.outbox).toBe(2);
  expect(kept.text).not.toContain("Zoé");
  expect(kept.text).not.toContain("foyer.example");
  await first.close();
  const again = await contexts[0].newPage();
  await again.setViewportSize(PHONE);
  await again.goto("/stand");
  await countVisitors(again, 1);
  await again.getByRole("textbox", { name: /^Code de l’événement/ }).fill("AAAA-AAAA");
  await again.getByRole("button", { name: "Ouvrir" }).click();
  await expect(again.getByRole("alert")).toContainText("Ce code n’ouvre pas");
  await expectAccessible(again);
  await again.screenshot({ path: "test-results/stand-locked-390.png" });
  await again.getByRole("textbox", { name: /^Code de l’événement/ }).fill(code.toLowerCase());
  await again.getByRole("button", { name: "Ouvrir" }).click();
  await again.getByRole("button", { name: "2 à envoyer" }).click();
  await expect(again.getByText("Luc", { exact: true })).toBeVisible();
  await expectAccessible(again);
  await again.screenshot({ path: "test-results/stand-outbox-390.png" });

  // Somebody is corrected, somebody else taken back.
  await again.getByRole("button", { name: "Corriger : Luc" }).click();
  await again.getByRole("textbox", { name: "Prénom" }).fill("Lucas");
  await again.getByRole("button", { name: "Enregistrer" }).click();
  await expect(again.getByText("Noté : Lucas.")).toBeVisible();
  await note(again, "Erreur");
  await again.getByRole("button", { name: "3 à envoyer" }).click();
  await again.getByRole("button", { name: "Retirer : Erreur" }).click();
  await again.getByRole("button", { name: "Retirer pour de bon" }).click();
  await expect(again.getByRole("button", { name: "2 à envoyer" })).toBeVisible();

  // The network is back; the first answer to the second tablet is lost after the server read the batch.
  let lost = 0;
  await second.route("**/api/v1/stand/sync", async (route) => {
    if (lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  await Promise.all(contexts.map((context) => context.setOffline(false)));
  await expect(again.getByRole("button", { name: "Rien à envoyer" })).toBeVisible();
  await expect(second.getByRole("button", { name: "Rien à envoyer" })).toBeVisible();
  expect(lost).toBe(1);
  for (const tablet of [again, second]) {
    await expect.poll(async () => (await stored(tablet)).outbox).toBe(0);
  }

  // 5 + 3 visitors, 4 people, one of whom was met by both.
  const report = () =>
    api<{ stages: { people: number }[] }>("GET", `/events/${id}/report`).then(({ stages }) =>
      stages.map(({ people }) => people).join(),
    );
  await expect.poll(report).toBe("8,4,4,0,0");
  const statuses = () =>
    api<{ items: { status: string }[] }>("GET", `/events/${id}/stand-captures`).then(({ items }) =>
      items
        .map(({ status }) => status)
        .sort()
        .join(),
    );
  await expect.poll(statuses).toBe("linked,linked,linked,probable_duplicate");

  // A person decides, on the page of the event.
  const desk = await pageOf(browser, "programme", `/calendrier/${id}`);
  await expect(desk.getByText("Doublon probable", { exact: true }).last()).toBeVisible();
  await expectAccessibleEverywhere(desk);
  await desk.setViewportSize({ width: 1280, height: 900 });
  await desk.screenshot({ path: "test-results/stand-desk-1280.png", fullPage: true });
  await desk.getByRole("button", { name: /^C’est la même personne : Zoé/ }).click();
  await expect(desk.getByText("Décision enregistrée")).toBeVisible();
  await expect.poll(report).toBe("8,4,3,0,0");
});

test("a device that is shut out keeps what it has and delivers it with a new code", async ({
  browser,
  request,
}) => {
  const { api, id, code } = await fair(request, `Salon fermé ${RUN}`);
  const context = await browser.newContext();
  const tablet = await tabletOn(context, code, "Tablette perdue");
  await context.setOffline(true);
  await note(tablet, "Nour");
  const desk = await pageOf(browser, "programme", `/calendrier/${id}`);
  await desk.getByRole("button", { name: "Déconnecter Tablette perdue" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Déconnecter" }).click();
  await expect(desk.getByText("Appareil déconnecté")).toBeVisible();
  await context.setOffline(false);
  await expect(tablet.getByText("Accès fermé")).toBeVisible();
  expect((await stored(tablet)).outbox).toBe(1);
  await expectAccessible(tablet);
  const renewed = await api<Access>("POST", `/events/${id}/stand-access`);
  await tablet.getByRole("button", { name: "Saisir un nouveau code" }).click();
  await tablet.getByRole("textbox", { name: /^Code de l’événement/ }).fill(renewed.code);
  await tablet.getByRole("textbox", { name: /^Nom de cet appareil/ }).fill("Tablette retrouvée");
  await tablet.getByRole("button", { name: "Entrer sur le stand" }).click();
  await expect(tablet.getByRole("button", { name: "Rien à envoyer" })).toBeVisible();
  const { captures } = await api<Access>("GET", `/events/${id}/stand-access`);
  expect(captures.reduce((sum, one) => sum + one.captures, 0)).toBe(1);
});

test("the stand is accessible at every width, before and after its code", async ({
  browser,
  request,
}) => {
  const { code } = await fair(request, `Salon accessible ${RUN}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto("/stand");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mode stand");
  await expectAccessibleEverywhere(page);
  const tablet = await tabletOn(context, code, "Tablette");
  await tablet.getByRole("button", { name: /^Ajouter un nom/ }).click();
  await tablet.getByRole("checkbox", { name: "Professionnel de santé" }).check();
  await tablet.getByRole("button", { name: "Noter", exact: true }).click();
  await expectAccessibleEverywhere(tablet);
});
