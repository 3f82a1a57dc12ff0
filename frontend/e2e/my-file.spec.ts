import type { Page } from "@playwright/test";
import { doubleApi } from "./support/api-double";
import { REFERENCE } from "./support/reference-double";
import { expect, expectAccessibleEverywhere, test } from "./support/test";

const MY_FILE = {
  number: "OML-2026-00042",
  first_name: "Maëlle",
  stage: "accompanied",
  referents: [
    {
      role: "territorial",
      name: "Hélène Sabatier",
      partner_name: "Communauté de communes Causses et Vallée de la Dordogne",
      phone: "+33199004602",
      email: "helene.sabatier.referente-accueil@communaute-de-communes.example",
      because: "Hélène Sabatier suit le territoire demandé en premier : Figeac.",
    },
    {
      role: "technical",
      name: "Mathieu Bonnal",
      partner_name: "Chambre d'agriculture du Lot",
      phone: null,
      email: null,
      because: null,
    },
  ],
  next_step: { label: "Visiter la ferme de Gramat", on: "2099-01-15" },
  appointments: [
    {
      title: "Reprendre une ferme (Salon en ligne du Lot)",
      starts_on: "2099-04-08",
      ends_on: "2099-04-08",
      starts_at: "2099-04-08T16:00:00Z",
      ends_at: "2099-04-08T17:30:00Z",
      place: null,
      video_url: "https://visio.example/ferme",
      is_waiting: false,
      path: "/inscription#jeton-de-la-place",
    },
    {
      title: "Journée d’accueil de Figeac",
      starts_on: "2099-05-15",
      ends_on: "2099-05-16",
      starts_at: null,
      ends_at: null,
      place: "Espace François-Mitterrand, Figeac",
      video_url: null,
      is_waiting: true,
      path: "/inscription#jeton-de-la-file",
    },
  ],
  wishes: {
    wished_territories: [{ code: "46102", name: "Figeac" }],
    territory_indifferent: false,
    project_types: ["farm_takeover"],
    horizon: "six_to_12_months",
  },
  can_change_wishes: true,
  needs: [
    {
      theme: "housing",
      description: "Une maison avec jardin",
      status: "in_progress",
      answer: "Deux maisons se libèrent à Figeac.\nVisite possible samedi.",
    },
    { theme: "schooling", description: null, status: "to_do", answer: null },
    { theme: "health", description: null, status: "met", answer: null },
    { theme: "mobility", description: null, status: "unsolved", answer: null },
  ],
  version: 3,
};

const PAGE = "GET /public/household-page";

/** What else the page of a household reads. */
const PARTS = {
  "GET /public/household-page/consents": {
    body: {
      items: [
        {
          purpose: "invitations",
          text: "J’accepte d’être invité aux rencontres du programme.",
          text_version: "2026-11",
          channel: "web_form",
          first_name: "Maëlle",
          given_at: "2026-11-21T09:00:00Z",
          withdrawn_at: null,
          expires_at: null,
          holds: true,
          can_withdraw: true,
        },
      ],
      offered: [
        { purpose: "newsletter", version: "2026-11", text: "J’accepte de recevoir la lettre." },
      ],
    },
  },
  "GET /public/household-page/people": {
    body: {
      items: [
        {
          id: "0193a000-0000-7000-8000-000000000001",
          role: "lead",
          first_name: "Maëlle",
          last_name: "Kerbrat",
          email: "maelle@foyer.example",
          phone: "+33639981234",
          age_band: null,
          can_correct: true,
          version: 1,
        },
        {
          id: "0193a000-0000-7000-8000-000000000002",
          role: "child",
          first_name: null,
          last_name: null,
          email: null,
          phone: null,
          age_band: "six_to_10",
          can_correct: false,
          version: 1,
        },
      ],
    },
  },
  "GET /public/household-page/pause": { body: { until: null, can_pause: true } },
  "GET /public/household-page/requests": {
    body: {
      items: [
        {
          kind: "rectification",
          status: "answered",
          details: "Mon nom prend un t.",
          received_on: "2026-11-02",
          due_on: "2026-12-02",
          answers: [
            { step: "answered", happened_at: "2026-11-05T09:00:00Z", words: "C’est corrigé." },
          ],
        },
      ],
    },
  },
};
const EXPIRED = { status: 401, body: { status: 401, code: "page_link_expired" } };

test.skip(!!process.env.E2E_BASE_URL, "stands in for the server");

async function open(page: Page, changes: Parameters<typeof doubleApi>[1] = {}): Promise<void> {
  await doubleApi(page, { ...REFERENCE, ...PARTS, [PAGE]: { body: MY_FILE }, ...changes });
  await page.goto("/mon-dossier#jeton-du-lien");
}

test("the page of a household is accessible, read and changed", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Maëlle");
  await expect(page).toHaveTitle(/Mon dossier/);
  await expect(page).toHaveURL(/\/mon-dossier$/);
  await expect(page.getByText("Hélène Sabatier", { exact: true })).toBeVisible();
  await expect(page.locator('[aria-current="step"]')).toContainText("Accompagnement");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Changer mes souhaits" }).click();
  await expect(page.getByRole("radio", { name: "Dans 6 à 12 mois" })).toBeChecked();
  await expectAccessibleEverywhere(page);
});

for (const stage of ["received", "paused", "closed"]) {
  test(`a file that is ${stage} is accessible`, async ({ page }) => {
    const bare = {
      ...MY_FILE,
      first_name: null,
      stage,
      referents: [],
      next_step: null,
      needs: [],
      can_change_wishes: stage !== "closed",
    };
    await open(page, { [PAGE]: { body: bare } });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour");
    await expectAccessibleEverywhere(page);
  });
}

test("changed wishes are saved and said to be so", async ({ page }) => {
  const after = { ...MY_FILE, version: 4, wishes: { ...MY_FILE.wishes, horizon: "over_a_year" } };
  await open(page, { "PATCH /public/household-page/wishes": { body: after } });
  await page.getByRole("button", { name: "Changer mes souhaits" }).click();
  await page.getByRole("radio", { name: "Dans plus d’un an" }).check();
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await page.getByRole("button", { name: "Enregistrer mes souhaits" }).click();
  const request = await sent;
  expect(request.postDataJSON()).toEqual({ horizon: "over_a_year" });
  expect(await request.headerValue("if-match")).toBe('"3"');
  expect(await request.headerValue("authorization")).toBe("Bearer jeton-du-lien");
  const told = page.getByRole("status").filter({ hasText: "C’est enregistré" });
  await expect(told).toBeFocused();
  await expectAccessibleEverywhere(page);
});

test("an expired link leads to a new one", async ({ page }) => {
  await open(page, {
    [PAGE]: EXPIRED,
    "POST /public/household-page/links": { status: 202 },
  });
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Ce lien n’est plus valable");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expectAccessibleEverywhere(page);
  const address = "maelle.kerbrat-de-la-tour-dauvergne@messagerie-familiale.example";
  await page.getByLabel("Adresse électronique").fill(address);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(heading).toHaveText("Regardez votre messagerie");
  await expectAccessibleEverywhere(page);
});

test("a reload keeps the file open, leaving closes it", async ({ page }) => {
  await open(page);
  await page.getByRole("heading", { level: 1, name: "Bonjour Maëlle" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Fermer mon dossier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre dossier est fermé");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Suivre mon dossier");
  await expectAccessibleEverywhere(page);
});

test("without a network the page says so, and loses no choice", async ({ page }) => {
  await doubleApi(page, { ...REFERENCE, [PAGE]: { body: MY_FILE } });
  let cut = true;
  await page.route("**/api/v1/public/household-page**", (route) =>
    cut ? route.abort() : route.fallback(),
  );
  await page.goto("/mon-dossier#jeton-du-lien");
  await expect(page.getByText("Votre dossier n’a pas pu s’ouvrir")).toBeVisible();
  await expectAccessibleEverywhere(page);
  cut = false;
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("button", { name: "Changer mes souhaits" }).click();
  await page.getByRole("radio", { name: "Dans plus d’un an" }).check();
  cut = true;
  await page.getByRole("button", { name: "Enregistrer mes souhaits" }).click();
  await expect(page.getByText("Vos choix restent sur cette page.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Dans plus d’un an" })).toBeChecked();
});
