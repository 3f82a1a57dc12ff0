import type { FormValidateInput } from "@mantine/form";
import { randomId } from "@mantine/hooks";
import { orNull } from "@/components/form-values";
import { steering } from "@/i18n/fr/steering";
import type {
  Action,
  ActionBody,
  AgendaItem,
  Committee,
  Decision,
  Group,
  GroupBody,
  RoadmapBody,
  RoadmapItem,
} from "./api";
import type { Owner } from "./owner";

// Actions

export type ActionValues = {
  title: string;
  working_group_id: string | null;
  owner: Owner;
  due_on: string | null;
  outcome: string;
};

export const ACTION_LABELS: Record<string, string> = {
  title: steering.action,
  working_group_id: steering.origin,
  owner: steering.owner,
  owner_user_id: steering.owner,
  owner_partner_id: steering.owner,
  due_on: steering.due,
  outcome: steering.outcome,
};

export const actionValuesOf = (action: Action | null, title = ""): ActionValues => ({
  title: action?.title ?? title,
  working_group_id: action?.working_group_id ?? null,
  owner: { user: action?.owner_user_id ?? null, partner: action?.owner_partner_id ?? null },
  due_on: action?.due_on ?? null,
  outcome: action?.outcome ?? "",
});

export const actionBodyOf = (values: ActionValues) => ({
  title: values.title.trim(),
  owner_user_id: values.owner.user,
  owner_partner_id: values.owner.partner,
  due_on: values.due_on,
  outcome: orNull(values.outcome),
});

/** Where an action comes from: fixed by the page, or a group chosen in the form. */
export type Origin = Pick<ActionBody, "committee_id" | "working_group_id">;

// Working groups

export type GuestValues = { key: string; name: string; partner_id: string | null; email: string };

export type GroupValues = {
  name: string;
  theme: string | null;
  mission: string;
  pilot: Owner;
  users: string[];
  guests: GuestValues[];
};

export const GROUP_LABELS: Record<string, string> = {
  name: steering.name,
  theme: steering.theme,
  mission: steering.mission,
  pilot: steering.pilot,
  pilot_user_id: steering.pilot,
  pilot_partner_id: steering.pilot,
  members: steering.members,
  users: steering.memberUsers,
  partner_id: steering.guestPartner,
  email: steering.guestEmail,
};

export const newGuest = (): GuestValues => ({
  key: randomId(),
  name: "",
  partner_id: null,
  email: "",
});

export const groupValuesOf = (group: Group | null): GroupValues => ({
  name: group?.name ?? "",
  theme: group?.theme ?? null,
  mission: group?.mission ?? "",
  pilot: { user: group?.pilot_user_id ?? null, partner: group?.pilot_partner_id ?? null },
  users: group?.members.flatMap(({ user_id }) => user_id ?? []) ?? [],
  guests:
    group?.members
      .filter(({ user_id }) => user_id === null)
      .map(({ name, partner_id, email }) => ({
        key: randomId(),
        name,
        partner_id,
        email: email ?? "",
      })) ?? [],
});

export const groupBodyOf = (values: GroupValues): GroupBody => ({
  name: values.name.trim(),
  theme: values.theme ?? "",
  mission: values.mission.trim(),
  pilot_user_id: values.pilot.user,
  pilot_partner_id: values.pilot.partner,
  members: [
    ...values.users.map((user_id) => ({ user_id })),
    ...values.guests.map(({ name, partner_id, email }) => ({
      name: name.trim(),
      partner_id,
      email: orNull(email),
    })),
  ],
});

export const GROUP_VALIDATE: FormValidateInput<GroupValues> = {
  name: (name) => (name.trim() === "" ? steering.nameRequired : null),
  theme: (theme) => (theme === null ? steering.themeRequired : null),
  mission: (mission) => (mission.trim() === "" ? steering.missionRequired : null),
  guests: {
    name: (name) => (name.trim() === "" ? steering.guestNameRequired : null),
    partner_id: (partner) => (partner === null ? steering.guestPartnerRequired : null),
  },
};

// Committees

export type ItemValues = {
  key: string;
  title: string;
  minutes: number | string;
  presenter: string;
  indicator_code: string | null;
  document: string;
};

export type DecisionValues = { key: string; text: string; decided_on: string | null; vote: string };

export const MINUTES_LABELS: Record<string, string> = {
  title: steering.item,
  minutes: steering.minutes,
  presenter: steering.presenter,
  indicator_code: steering.indicator,
  document: steering.document,
  text: steering.decision,
  decided_on: steering.decidedOn,
  vote: steering.vote,
};

export const newItem = (): ItemValues => ({
  key: randomId(),
  title: "",
  minutes: "",
  presenter: "",
  indicator_code: null,
  document: "",
});

export const newDecision = (on: string | null): DecisionValues => ({
  key: randomId(),
  text: "",
  decided_on: on,
  vote: "",
});

export const itemsOf = ({ agenda }: Committee): ItemValues[] =>
  agenda.map((item) => ({
    key: randomId(),
    title: item.title,
    minutes: item.minutes ?? "",
    presenter: item.presenter ?? "",
    indicator_code: item.indicator_code ?? null,
    document: item.document ?? "",
  }));

export const agendaOf = (items: ItemValues[]): AgendaItem[] =>
  items.map((item) => ({
    title: item.title.trim(),
    minutes: item.minutes === "" ? null : Number(item.minutes),
    presenter: orNull(item.presenter),
    indicator_code: item.indicator_code,
    document: orNull(item.document),
  }));

export const decisionValuesOf = ({ decisions }: Committee): DecisionValues[] =>
  decisions.map(({ text, decided_on, vote }) => ({
    key: randomId(),
    text,
    decided_on,
    vote: vote ?? "",
  }));

export const decisionsOf = (values: DecisionValues[]): Decision[] =>
  values.map(({ text, decided_on, vote }) => ({
    text: text.trim(),
    decided_on: decided_on ?? "",
    vote: orNull(vote),
  }));

// Roadmap

export type RoadmapValues = {
  quarter: string | null;
  title: string;
  description: string;
  owner_id: string | null;
  indicator_code: string | null;
  target: number | string;
};

export const ROADMAP_LABELS: Record<string, string> = {
  quarter: steering.quarter,
  title: steering.itemTitle,
  description: steering.description,
  owner_id: steering.owner,
  indicator_code: steering.indicator,
  target: steering.target,
};

export const roadmapValuesOf = (item: RoadmapItem | null): RoadmapValues => ({
  quarter: item?.quarter == null ? null : String(item.quarter),
  title: item?.title ?? "",
  description: item?.description ?? "",
  owner_id: item?.owner_id ?? null,
  indicator_code: item?.indicator_code ?? null,
  target: item?.target ?? "",
});

export const roadmapBodyOf = (values: RoadmapValues): Omit<RoadmapBody, "year"> => ({
  quarter: values.quarter === null ? null : Number(values.quarter),
  title: values.title.trim(),
  description: orNull(values.description),
  owner_id: values.owner_id,
  indicator_code: values.indicator_code,
  target: values.target === "" ? null : Number(values.target),
});

/** Before which item something goes, when it is to stand at `place` in the order; null is the end. */
export function beforeOf(order: readonly string[], id: string, place: number): string | null {
  const others = order.filter((one) => one !== id);
  return others[place] ?? null;
}
