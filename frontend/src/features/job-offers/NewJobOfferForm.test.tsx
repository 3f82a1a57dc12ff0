import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { common } from "@/i18n/fr/common";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { JobOffer } from "./api";
import { NewJobOfferForm } from "./NewJobOfferForm";
import { blankValues, bodyOf, changesOf, copyOf, validate, valuesOf } from "./values";

const FIGEAC = { code: "46102", name: "Figeac" };

const OFFER = {
  id: "o1",
  employer_id: "e1",
  employer_name: "Célé Mécanique",
  title: "Usineur",
  description: "De jour.",
  occupation_code: "H2903",
  occupation_label: "Tourneur-fraiseur / Tourneuse-fraiseuse",
  sector: null,
  contract_type: "CDI",
  contract_detail: null,
  working_time: null,
  part_time: false,
  commune_code: "46102",
  commune_name: "Figeac",
  salary: "2 100 € brut par mois",
  positions: 2,
  experience: null,
  remote: null,
  housing_possible: false,
  partner_welcome: true,
  starts_on: "2026-12-01",
  expires_on: "2026-12-24",
  apply_url: null,
  apply_email: "contact@celemeca.example",
} as JobOffer;

interface Sent {
  path: string;
  body: unknown;
  key: string | null;
}

function show(answer: () => Response, mayKeep = true) {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "GET") return Response.json({ items: [] });
    const key = request.headers.get("Idempotency-Key");
    sent.push({ path: pathname, body: await request.json(), key });
    return answer();
  });
  const onCreated = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <NewJobOfferForm
          initialValues={{ ...blankValues(FIGEAC), contract_type: "CDI" }}
          asksEmployer={false}
          mayName={false}
          mayKeep={mayKeep}
          onCreated={onCreated}
        />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return { sent, onCreated };
}

// Roles and keystrokes are slow in a form this long; the journey in the browser types for real.
const press = (name: string) => fireEvent.click(screen.getByText(name));
const fill = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const alert = () => document.querySelector("[role=alert]")?.textContent;
const write = () => {
  fill(/^Titre/, " Usineur ");
  fill(/^Description/, "De jour.");
};

// The whole form is drawn: seconds on a machine that does other work.
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllGlobals());

it("says what is missing and sends nothing", async () => {
  const { sent } = show(() => Response.json(OFFER));
  press(jobOffers.submit);
  await waitFor(() => expect(alert()).toContain(jobOffers.titleRequired));
  expect(alert()).toContain(jobOffers.descriptionRequired);
  expect(sent).toEqual([]);
});

it("keeps a draft with one button and hands the offer in with the other", async () => {
  const { sent, onCreated } = show(() => Response.json(OFFER));
  write();
  press(jobOffers.keepDraft);
  await waitFor(() => expect(onCreated).toHaveBeenCalledWith(OFFER));
  press(jobOffers.submit);
  await waitFor(() => expect(sent).toHaveLength(2));
  const common = { title: "Usineur", commune_code: "46102", positions: 1 };
  expect(sent[0]?.body).toMatchObject({ ...common, submit: false });
  expect(sent[1]?.body).toMatchObject({ ...common, submit: true });
  expect(sent[0]?.key).not.toBe(sent[1]?.key);
});

it("puts what the server refuses on the field, and sends the same key for the same offer", async () => {
  const refusal = {
    status: 422,
    code: "validation_failed",
    errors: [{ pointer: "/apply_url", code: "invalid" }],
  };
  const { sent, onCreated } = show(() => Response.json(refusal, { status: 422 }));
  write();
  press(jobOffers.submit);
  await waitFor(() => expect(alert()).toContain(jobOffers.applyUrl));
  await waitFor(() => expect(sent).toHaveLength(1));
  press(jobOffers.submit);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]?.key).toBe(sent[1]?.key);
  expect(onCreated).not.toHaveBeenCalled();
});

it("offers no draft to whoever could not come back to it", () => {
  show(() => Response.json(OFFER), false);
  expect(screen.queryByText(jobOffers.keepDraft)).toBeNull();
  expect(screen.getByText(common.requiredNote)).toBeTruthy();
});

it("copies an offer without its days, and names the employer only for staff", () => {
  const copy = copyOf(OFFER);
  expect(copy).toMatchObject({ title: "Usineur", starts_on: null, expires_on: null });
  expect(bodyOf(copy, true, true)).toMatchObject({ employer_id: "e1", submit: true });
  expect(bodyOf(copy, true, false)).not.toHaveProperty("employer_id");
  const named = { ...copy, name_only: true, employer_name: " Ferme du Mas " };
  expect(bodyOf(named, false, true)).toMatchObject({ employer_name: "Ferme du Mas" });
});

it("sends only what changed", () => {
  const values = valuesOf(OFFER);
  expect(changesOf(OFFER, values)).toEqual({});
  expect(changesOf(OFFER, { ...values, salary: " ", housing_possible: true })).toEqual({
    salary: null,
    housing_possible: true,
  });
});

it("asks for an occupation of the list, or none", () => {
  const rules = validate(true);
  const typed = { ...blankValues(null), occupation: { code: null, text: "poète" } };
  const check = typeof rules === "function" ? undefined : rules.occupation;
  expect(typeof check === "function" ? check(typed.occupation, typed, "occupation") : null).toBe(
    jobOffers.occupationUnknown,
  );
});
