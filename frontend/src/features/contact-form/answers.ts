import { type FieldProblem, Problem } from "@/api/problem";
import type { OccupationChoice } from "@/components/OccupationSelect";
import type { OfferCard } from "@/features/public-offers/api";
import { contactForm } from "@/i18n/fr/contact-form";
import type { ContactRequestPayload, FormTicket } from "./api";

/** The answers as the form holds them; empty strings are unanswered. */
export type Answers = {
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  country: string;
  postal_code: string;
  household_kind: string;
  /** How many children per age band. */
  children: Record<string, number>;
  partner_first_name: string;
  project_types: string[];
  occupation: OccupationChoice;
  partner_occupation: OccupationChoice;
  horizon: string;
  wished_territories: string[];
  undecided: boolean;
  housing_wish: string;
  needs: string[];
  lot_link: string;
  source_detail: string;
  message: string;
  /** Purposes agreed to. */
  consents: string[];
  /** Trap for machines. */
  website: string;
};

/** What a link to the form may carry. */
export interface Prefill {
  campagne?: string;
  /** Printed code that led here. */
  point?: string;
  source?: string;
  territory?: string;
  /** The event on whose stand the form was opened. */
  event?: string;
  /** The job offer that somebody comes from. */
  offer?: OfferCard;
}

export const CHILDREN_MAX = 12;
export const WISHES_MAX = 5;

const NO_OCCUPATION: OccupationChoice = { code: null, text: "" };

/** An untouched form; nothing is agreed to. */
export function emptyAnswers({ source, territory, offer }: Prefill): Answers {
  const wish = territory ?? offer?.epci_code;
  return {
    first_name: "",
    last_name: "",
    email: "",
    phone: "",
    country: "FR",
    postal_code: "",
    household_kind: "",
    children: {},
    partner_first_name: "",
    project_types: offer ? ["employee"] : [],
    occupation: NO_OCCUPATION,
    partner_occupation: NO_OCCUPATION,
    horizon: "",
    wished_territories: wish ? [wish] : [],
    undecided: false,
    housing_wish: "",
    needs: [],
    lot_link: "",
    source_detail: source ?? "",
    message: offer ? contactForm.aboutOffer(offer.title, offer.employer_name) : "",
    consents: [],
    website: "",
  };
}

/** Whether somebody else comes along, so that their questions make sense. */
export const hasPartner = ({ household_kind }: Answers) =>
  household_kind === "couple" || household_kind === "family";

export const hasChildren = ({ household_kind }: Answers) => household_kind === "family";

export const childrenCount = (children: Answers["children"]) =>
  Object.values(children).reduce((sum, count) => sum + count, 0);

/** What can be said before sending; the server checks all of it again. */
export function checkAnswers(
  answers: Answers,
  requiredPurposes: readonly string[],
): Record<string, string> {
  const { errors } = contactForm;
  const found: Record<string, string> = {};
  const refuse = (wrong: boolean, field: keyof Answers, message: string) => {
    if (wrong) found[field] ??= message;
  };
  const blank = (text: string) => text.trim() === "";
  refuse(blank(answers.first_name), "first_name", errors.firstName);
  refuse(blank(answers.last_name), "last_name", errors.lastName);
  refuse(blank(answers.email) && blank(answers.phone), "email", errors.contact);
  refuse(
    !blank(answers.email) && !/^\S+@\S+\.\S+$/.test(answers.email.trim()),
    "email",
    errors.email,
  );
  const isFrench = answers.country === "FR";
  refuse(isFrench && !/^\d{5}$/.test(answers.postal_code.trim()), "postal_code", errors.postalCode);
  refuse(answers.household_kind === "", "household_kind", errors.householdKind);
  refuse(answers.project_types.length === 0, "project_types", errors.projectTypes);
  const onlyPartner =
    hasPartner(answers) &&
    blank(answers.occupation.text) &&
    !blank(answers.partner_occupation.text);
  refuse(onlyPartner, "occupation", errors.ownOccupation);
  refuse(answers.horizon === "", "horizon", errors.horizon);
  const nowhere = !answers.undecided && answers.wished_territories.length === 0;
  refuse(nowhere, "wished_territories", errors.territories);
  const unagreed = requiredPurposes.some((purpose) => !answers.consents.includes(purpose));
  refuse(unagreed, "consents", errors.consent);
  return found;
}

/** The request to send: only what the household's shape makes meaningful. */
export function toPayload(
  answers: Answers,
  ticket: FormTicket,
  { campagne, point, event }: Prefill,
): ContactRequestPayload {
  const partner = hasPartner(answers);
  return {
    token: ticket.token,
    website: answers.website,
    first_name: answers.first_name.trim(),
    last_name: answers.last_name.trim(),
    email: orNull(answers.email),
    phone: orNull(answers.phone),
    country: answers.country,
    postal_code: orNull(answers.postal_code),
    household_kind: answers.household_kind,
    children_age_bands: hasChildren(answers) ? bandsOf(answers.children) : [],
    project_types: answers.project_types,
    occupations: [answers.occupation, ...(partner ? [answers.partner_occupation] : [])]
      .filter(({ text }) => text.trim() !== "")
      .map(({ code, text }) => ({ occupation_code: code, text: text.trim() })),
    partner_first_name: partner ? orNull(answers.partner_first_name) : null,
    horizon: answers.horizon,
    wished_territories: answers.undecided ? [] : answers.wished_territories,
    territory_indifferent: answers.undecided,
    housing_wish: orNull(answers.housing_wish),
    needs: answers.needs,
    lot_link: orNull(answers.lot_link),
    source_detail: orNull(answers.source_detail),
    campaign: campagne ?? null,
    touchpoint: point ?? null,
    event_id: isId(event) ? event : null,
    message: orNull(answers.message),
    consents: ticket.consent_texts
      .filter(({ purpose }) => answers.consents.includes(purpose))
      .map(({ purpose, version }) => ({ purpose, version })),
  };
}

/** What an old or cut poster carries instead of an id keeps nobody from asking. */
const isId = (text: string | undefined): boolean =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** One band per child, because two children of one age are two children. */
function bandsOf(children: Answers["children"]): string[] {
  return Object.entries(children).flatMap(([band, count]) => Array<string>(count).fill(band));
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** The same refusal with every pointer led to the field of this form that holds the answer. */
export function onFormFields(problem: Problem): Problem {
  const errors = problem.errors.map(placeOf);
  return new Problem({ ...problem.body, errors }, problem.retryAfter);
}

function placeOf({ pointer, code, message }: FieldProblem): FieldProblem {
  const [, first = "", second] = pointer.split("/");
  const renamed: Record<string, string> = {
    children_age_bands: "children",
    occupations: second === "1" ? "partner_occupation" : "occupation",
    territory_indifferent: "wished_territories",
  };
  if (first === "token") {
    const { tooSoon, alreadySent, stale } = contactForm.errors;
    const known: Record<string, string> = { too_soon: tooSoon, already_used: alreadySent };
    return { pointer, code: `form_${code}`, message: known[code] ?? stale };
  }
  return { pointer: `/${renamed[first] ?? first}`, code, message };
}
