import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { HouseholdPage } from "./api";
import { MyFilePage } from "./MyFilePage";

const PAGE: HouseholdPage = {
  number: "OML-2026-00042",
  first_name: "Maëlle",
  stage: "accompanied",
  referents: [
    {
      role: "territorial",
      name: "Hélène Sabatier",
      partner_name: "Communauté de communes Grand-Figeac",
      phone: "+33199004602",
      email: null,
      because: "Hélène Sabatier suit le territoire demandé en premier : Grand-Figeac.",
    },
  ],
  next_step: { label: "Visiter la ferme", on: "2099-01-15" },
  appointments: [],
  wishes: {
    wished_territories: [{ code: "46102", name: "Figeac" }],
    territory_indifferent: false,
    project_types: ["employee"],
    horizon: "over_a_year",
  },
  can_change_wishes: true,
  needs: [
    {
      theme: "housing",
      description: "Une maison avec jardin",
      status: "in_progress",
      answer: "Deux visites samedi.",
    },
  ],
  version: 3,
};

const item = (code: string, label: string) => ({ code, label, description: null });
const LISTS = {
  version: "1",
  items: [
    {
      name: "household_stages",
      items: [
        item("received", "Demande reçue"),
        item("looking", "Recherche de votre référent"),
        item("accompanied", "Accompagnement"),
        item("settled", "Installation dans le Lot"),
      ],
    },
    {
      name: "project_types",
      items: [item("employee", "Emploi salarié"), item("craft", "Artisanat")],
    },
    {
      name: "horizons",
      items: [item("over_a_year", "Dans plus d'un an"), item("unknown", "Je ne sais pas encore")],
    },
    { name: "need_themes", items: [item("housing", "Logement")] },
  ],
};

const CONSENTS = {
  items: [
    {
      purpose: "invitations",
      text: "J’accepte d’être invité.",
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
  offered: [{ purpose: "newsletter", version: "2026-11", text: "J’accepte la lettre." }],
};

type Answer = { status?: number; body?: unknown };
let seen: Request[] = [];

/** Answers by method and path; a list of answers is given one by one, the last one for good. */
function serve(answers: Record<string, Answer | Answer[]>): void {
  const known: Record<string, Answer | Answer[]> = {
    "GET /reference/lists": { body: LISTS },
    "GET /reference/territories": { body: { version: "1", items: [] } },
    "GET /public/household-page/consents": { body: CONSENTS },
    "GET /public/household-page/requests": { body: { items: [] } },
    "GET /public/household-page/people": { body: { items: [] } },
    "GET /public/household-page/pause": { body: { until: null, can_pause: true } },
    ...answers,
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    seen.push(request.clone());
    const name = `${request.method} ${new URL(request.url).pathname.replace("/api/v1", "")}`;
    const found = known[name];
    if (found === undefined) throw new TypeError("network");
    const answer = Array.isArray(found) ? (found.length > 1 ? found.shift() : found[0]) : found;
    const status = answer?.status ?? 200;
    return new Response(status === 202 ? null : JSON.stringify(answer?.body), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  });
}

const PATH = "/public/household-page";
const REFUSED = { status: 401, body: { status: 401, code: "page_link_expired" } };

/** Opens the page as its address says. */
function open(address: string): void {
  window.history.replaceState(null, "", address);
  const root = createRootRoute({ component: Outlet });
  const mine = createRoute({
    getParentRoute: () => root,
    path: "/mon-dossier",
    component: MyFilePage,
  });
  const router = createRouter({ routeTree: root.addChildren([mine]) });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const calls = (method: string) => seen.filter((request) => request.method === method);

beforeEach(() => {
  seen = [];
  window.sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

it("shows the household its file and takes the token out of the address", async () => {
  serve({ [`GET ${PATH}`]: { body: PAGE } });
  open("/mon-dossier#jeton-1");
  await screen.findByText("Bonjour Maëlle");
  expect(window.location.href).not.toContain("jeton-1");
  const asked = seen.find((request) => request.url.endsWith(PATH));
  expect(asked?.headers.get("Authorization")).toBe("Bearer jeton-1");
  for (const text of ["Dossier OML-2026-00042", "Hélène Sabatier", "Visiter la ferme", "Figeac"])
    expect(screen.getByText(text)).toBeDefined();
  expect(screen.getByText(/suit le territoire demandé en premier/)).toBeDefined();
  expect(screen.getByText("Deux visites samedi.")).toBeDefined();
  const step = screen.getByText("Accompagnement").closest("li");
  expect(step?.getAttribute("aria-current")).toBe("step");
  const phone = screen.getByLabelText(/^Appeler le 01/);
  expect(phone.getAttribute("href")).toBe("tel:+33199004602");
});

it("opens again after a reload of the tab, until its reader leaves", async () => {
  serve({ [`GET ${PATH}`]: { body: PAGE } });
  window.sessionStorage.setItem("ohmylot-mon-dossier", "jeton-2");
  open("/mon-dossier");
  await userEvent.click(await screen.findByText("Fermer mon dossier"));
  expect(screen.getByText("Votre dossier est fermé")).toBeDefined();
  expect(window.sessionStorage.length).toBe(0);
  expect(screen.queryByText("OML-2026-00042")).toBeNull();
});

it("asks for a new link once the old one is over, and never for a session", async () => {
  serve({ [`GET ${PATH}`]: REFUSED, [`POST ${PATH}/links`]: { status: 202 } });
  open("/mon-dossier#trop-vieux");
  await screen.findByText("Ce lien n’est plus valable");
  expect(window.sessionStorage.length).toBe(0);
  await userEvent.click(screen.getByText("Recevoir mon lien"));
  expect(screen.getAllByText(/Cette adresse est incomplète/).length).toBeGreaterThan(0);
  await userEvent.click(screen.getByLabelText("Adresse électronique"));
  await userEvent.paste("maelle@foyer.example");
  await userEvent.click(screen.getByText("Recevoir mon lien"));
  expect(await screen.findByText(/Si un dossier connaît l’adresse/)).toBeDefined();
  const [asked] = calls("POST");
  expect(await asked?.json()).toEqual({ email: "maelle@foyer.example" });
  expect(calls("POST").map((request) => new URL(request.url).pathname)).toEqual([
    `/api/v1${PATH}/links`,
  ]);
});

it("says when it cannot be reached, and tries again", async () => {
  serve({ [`GET ${PATH}`]: [{ status: 400, body: { status: 400, code: "x" } }, { body: PAGE }] });
  open("/mon-dossier#jeton-3");
  await screen.findByText("Votre dossier n’a pas pu s’ouvrir");
  await userEvent.click(screen.getByText("Réessayer"));
  await screen.findByText("Bonjour Maëlle");
});

async function edit(): Promise<void> {
  await userEvent.click(await screen.findByText("Changer mes souhaits"));
  await userEvent.click(screen.getByLabelText("Je ne sais pas encore"));
  await userEvent.click(screen.getByText("Enregistrer mes souhaits"));
}

it("sends the changed wish alone, with the version that was read", async () => {
  const after = { ...PAGE, version: 4, wishes: { ...PAGE.wishes, horizon: "unknown" } };
  serve({ [`GET ${PATH}`]: { body: PAGE }, [`PATCH ${PATH}/wishes`]: { body: after } });
  open("/mon-dossier#jeton-4");
  await edit();
  expect(await screen.findByText(/C’est enregistré/)).toBeDefined();
  expect(screen.getByText("Je ne sais pas encore")).toBeDefined();
  const [sent] = calls("PATCH");
  expect(sent?.headers.get("If-Match")).toBe('"3"');
  expect(sent?.headers.get("Authorization")).toBe("Bearer jeton-4");
  expect(await sent?.json()).toEqual({ horizon: "unknown" });
});

const STALE = { status: 412, body: { status: 412, code: "precondition_failed" } };

it("sends the wishes again when only the rest of the file had moved on", async () => {
  const moved = { ...PAGE, version: 7, stage: "paused" };
  const after = { ...moved, version: 8, wishes: { ...PAGE.wishes, horizon: "unknown" } };
  serve({
    [`GET ${PATH}`]: [{ body: PAGE }, { body: moved }],
    [`PATCH ${PATH}/wishes`]: [STALE, { body: after }],
  });
  open("/mon-dossier#jeton-5");
  await edit();
  expect(await screen.findByText(/C’est enregistré/)).toBeDefined();
  expect(calls("PATCH").map((request) => request.headers.get("If-Match"))).toEqual(['"3"', '"7"']);
});

it("shows that somebody else changed the wishes before it writes over them", async () => {
  const theirs = { ...PAGE, version: 7, wishes: { ...PAGE.wishes, project_types: ["craft"] } };
  const after = { ...theirs, version: 8, wishes: { ...PAGE.wishes, horizon: "unknown" } };
  serve({
    [`GET ${PATH}`]: [{ body: PAGE }, { body: theirs }],
    [`PATCH ${PATH}/wishes`]: [STALE, { body: after }],
  });
  open("/mon-dossier#jeton-6");
  await edit();
  expect(await screen.findByText("Vos souhaits ont été modifiés entre-temps")).toBeDefined();
  expect(calls("PATCH").length).toBe(1);
  await userEvent.click(screen.getByText("Enregistrer mes souhaits"));
  expect(await screen.findByText(/C’est enregistré/)).toBeDefined();
  const again = calls("PATCH")[1];
  expect(again?.headers.get("If-Match")).toBe('"7"');
  expect(await again?.json()).toEqual({ project_types: ["employee"], horizon: "unknown" });
});

it("has no button to change what can no longer be changed", async () => {
  serve({
    [`GET ${PATH}`]: {
      body: { ...PAGE, stage: "closed", can_change_wishes: false, next_step: null, needs: [] },
    },
  });
  open("/mon-dossier#jeton-7");
  expect(await screen.findByText(/Votre dossier est clos/)).toBeDefined();
  expect(screen.queryByText("Changer mes souhaits")).toBeNull();
  expect(screen.queryByText("La prochaine étape")).toBeNull();
  expect(screen.getByText("Envoyer une nouvelle demande")).toBeDefined();
});

it("takes an agreement back in two presses, and says that it is done", async () => {
  const after = {
    items: [{ ...CONSENTS.items[0], holds: false, can_withdraw: false }],
    offered: CONSENTS.offered,
  };
  serve({
    [`GET ${PATH}`]: { body: PAGE },
    [`POST ${PATH}/consents/withdrawals`]: { body: after },
  });
  open("/mon-dossier#jeton-9");
  await userEvent.click(await screen.findByText("Retirer cet accord"));
  expect(calls("POST")).toEqual([]);
  expect(screen.getByText("Vous ne serez plus invité aux rencontres du programme.")).toBeDefined();
  await userEvent.click(screen.getByText("Oui, retirer"));
  expect(await screen.findByText(/^C’est fait\./)).toBeDefined();
  const [asked] = calls("POST");
  expect(await asked?.json()).toEqual({ purpose: "invitations" });
  expect(screen.queryByText("Retirer cet accord")).toBeNull();
});

it("asks for something about its data, and says until when it is answered", async () => {
  const answer = {
    items: [
      {
        kind: "access",
        status: "received",
        details: null,
        received_on: "2026-11-21",
        due_on: "2026-12-21",
        answers: [],
      },
    ],
  };
  serve({
    [`GET ${PATH}`]: { body: PAGE },
    [`POST ${PATH}/requests`]: { status: 201, body: answer },
  });
  open("/mon-dossier#jeton-10");
  await userEvent.click(await screen.findByText("Voir et gérer mes informations"));
  await userEvent.click(await screen.findByText("Faire une demande", {}, { timeout: 10_000 }));
  await userEvent.click(screen.getByText("Envoyer ma demande"));
  expect(screen.getAllByText("Choisissez ce que vous demandez.").length).toBeGreaterThan(0);
  await userEvent.click(screen.getByLabelText("Recevoir une copie de ce que vous gardez sur nous"));
  await userEvent.click(screen.getByText("Envoyer ma demande"));
  expect(await screen.findByText(/réponse au plus tard le 21 décembre 2026/)).toBeDefined();
});
