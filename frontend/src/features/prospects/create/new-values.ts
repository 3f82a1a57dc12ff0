import type { OccupationChoice } from "@/components/OccupationSelect";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { nextActionOf, textOrNull } from "../values";

/** The form of a new file; blanks are empty texts. */
export interface NewValues extends Record<string, unknown> {
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  source: string | null;
  project_types: string[];
  wished_territories: TerritoryChoice | null;
  territory_indifferent: boolean;
  next_action: { label: string; on: string | null; mine: boolean };
  household_kind: string | null;
  occupation: OccupationChoice;
  partner_first_name: string;
  partner_occupation: OccupationChoice;
  children: string[];
  horizon: string | null;
  city: string;
  postal_code: string;
  housing_wish: string | null;
  needs: string[];
  message: string;
}

const NO_OCCUPATION: OccupationChoice = { code: null, text: "" };

/** A blank form whose next action is for `on`. */
export const blankValues = (label: string, on: string): NewValues => ({
  first_name: "",
  last_name: "",
  email: "",
  phone: "",
  source: "phone",
  project_types: [],
  wished_territories: null,
  territory_indifferent: false,
  next_action: { label, on, mine: true },
  household_kind: null,
  occupation: NO_OCCUPATION,
  partner_first_name: "",
  partner_occupation: NO_OCCUPATION,
  children: [],
  horizon: null,
  city: "",
  postal_code: "",
  housing_wish: null,
  needs: [],
  message: "",
});

/** Body of POST /prospects. The lead is the first member: field errors point there. */
export function newProspectBody(values: NewValues, me: string | null, allowDuplicate: boolean) {
  const partnerName = textOrNull(values.partner_first_name);
  const partnerCareer = careerOf(values.partner_occupation);
  const hasPartner = partnerName !== null || partnerCareer !== null;
  const wish = values.territory_indifferent ? null : values.wished_territories;
  return {
    source: values.source,
    household_kind: values.household_kind,
    postal_code: textOrNull(values.postal_code),
    city: textOrNull(values.city),
    project_types: values.project_types,
    horizon: values.horizon,
    wished_territories: wish === null ? [] : [wish.code],
    territory_indifferent: values.territory_indifferent,
    housing_wish: values.housing_wish,
    message: textOrNull(values.message),
    next_action: nextActionOf(values.next_action, values.next_action.mine ? me : null),
    members: [
      {
        role: "lead",
        first_name: textOrNull(values.first_name),
        last_name: textOrNull(values.last_name),
        email: textOrNull(values.email),
        phone: textOrNull(values.phone),
        career: careerOf(values.occupation),
      },
      ...(hasPartner ? [{ role: "partner", first_name: partnerName, career: partnerCareer }] : []),
      ...values.children.map((age_band) => ({ role: "child", age_band })),
    ],
    needs: values.needs.map((theme) => ({ theme })),
    ...(allowDuplicate ? { allow_duplicate: true } : {}),
  };
}

function careerOf({ code, text }: OccupationChoice) {
  const occupation_text = textOrNull(text);
  return occupation_text === null ? null : { occupation_code: code, occupation_text };
}

/** Where the form shows what the server says of the lead. */
export const formPath = (path: string): string => path.replace(/^members\.0\./, "");
