import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { EVENTS, type Event } from "@/features/events/api";
import { MY_DAY } from "@/features/my-day/api";

/** What the steering is made of. */
export type Committee = Schema<"Committee">;
export type AgendaItem = Schema<"AgendaItem">;
export type Decision = Schema<"Decision">;
export type Group = Schema<"WorkingGroup">;
export type GroupBody = Schema<"NewWorkingGroup">;
export type Action = Schema<"SteeringAction">;
export type ActionBody = Schema<"NewSteeringAction">;
export type RoadmapItem = Schema<"RoadmapItem">;
export type RoadmapBody = Schema<"NewRoadmapItem">;

export const COMMITTEES = "/committees";
export const GROUPS = "/working-groups";
export const ACTIONS = "/steering-actions";
export const ROADMAP = "/roadmap-items";

const ALL = { limit: 200 };

export const updateCommittee = (
  committee: Committee,
  body: { agenda?: AgendaItem[]; decisions?: Decision[] },
) =>
  call<Committee>("PATCH", `${COMMITTEES}/${committee.id}`, { body, headers: ifMatch(committee) });

export const readGroup = ({ id }: Pick<Group, "id">) => call<Group>("GET", `${GROUPS}/${id}`);

export const createGroup = (body: GroupBody, headers: Record<string, string>) =>
  call<Group>("POST", GROUPS, { body, headers });

export const updateGroup = (group: Group, body: GroupBody) =>
  call<Group>("PATCH", `${GROUPS}/${group.id}`, { body, headers: ifMatch(group) });

export const archiveGroup = (group: Group) =>
  call<void>("DELETE", `${GROUPS}/${group.id}`, { headers: ifMatch(group) });

export const restoreGroup = ({ id }: Group) => call<Group>("POST", `${GROUPS}/${id}/restore`);

export const readAction = ({ id }: Pick<Action, "id">) => call<Action>("GET", `${ACTIONS}/${id}`);

export const createAction = (body: ActionBody, headers: Record<string, string>) =>
  call<Action>("POST", ACTIONS, { body, headers });

export const updateAction = (
  action: Action,
  body: Omit<ActionBody, "committee_id" | "working_group_id">,
) => call<Action>("PATCH", `${ACTIONS}/${action.id}`, { body, headers: ifMatch(action) });

export const moveAction = (id: string, to: string) =>
  call<Action>("POST", `${ACTIONS}/${id}/transitions`, { body: { to } });

export const deleteAction = (action: Action) =>
  call<void>("DELETE", `${ACTIONS}/${action.id}`, { headers: ifMatch(action) });

export const readItem = ({ id }: Pick<RoadmapItem, "id">) =>
  call<RoadmapItem>("GET", `${ROADMAP}/${id}`);

export const createItem = (body: RoadmapBody, headers: Record<string, string>) =>
  call<RoadmapItem>("POST", ROADMAP, { body, headers });

export const updateItem = (item: RoadmapItem, body: Omit<RoadmapBody, "year">) =>
  call<RoadmapItem>("PATCH", `${ROADMAP}/${item.id}`, { body, headers: ifMatch(item) });

export const moveItemTo = ({ id }: RoadmapItem, to: string) =>
  call<RoadmapItem>("POST", `${ROADMAP}/${id}/transitions`, { body: { to } });

export const placeItem = (id: string, before: string | null) =>
  call<Schema<"RoadmapOrder">>("POST", `${ROADMAP}/${id}/moves`, { body: { before } });

export const deleteItem = (item: RoadmapItem) =>
  call<void>("DELETE", `${ROADMAP}/${item.id}`, { headers: ifMatch(item) });

export const carryItems = (from: number, to: number) =>
  call<Schema<"RoadmapCarried">>("POST", `${ROADMAP}/carry-over`, { body: { from, to } });

export function useCommittee(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [COMMITTEES, id],
    enabled,
    queryFn: () => call<Committee>("GET", `${COMMITTEES}/${id}`),
  });
}

export function useGroup(id: string, enabled: boolean) {
  return useQuery({ queryKey: [GROUPS, id], enabled, queryFn: () => readGroup({ id }) });
}

export function useObstacles(id: string) {
  return useQuery({
    queryKey: [GROUPS, id, "obstacles"],
    queryFn: () => call<Schema<"WorkingGroupObstacles">>("GET", `${GROUPS}/${id}/obstacles`),
  });
}

/** Meetings of a group, the next ones and those that were. */
export function useMeetings(id: string) {
  return useQuery({
    queryKey: [EVENTS, "of-group", id],
    queryFn: async (): Promise<Event[]> => {
      const query = { working_group: id, sort: "-first_on", ...ALL };
      return (await call<Schema<"EventPage">>("GET", EVENTS, { query })).items;
    },
  });
}

/** The actions of a committee or of a group, over ones among them. */
export function useActionsOf(origin: { committee?: string; working_group?: string }) {
  return useQuery({
    queryKey: [ACTIONS, "of", origin],
    queryFn: async () => {
      const query = { ...origin, ...ALL };
      return (await call<Schema<"SteeringActionPage">>("GET", ACTIONS, { query })).items;
    },
  });
}

/** Live groups, for choices of one. */
export function useGroupOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [GROUPS, "options"],
    queryFn: () => call<Schema<"WorkingGroupPage">>("GET", GROUPS, { query: ALL }),
  });
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** The accounts that may answer for something, for those who manage them. */
export function useUserOptions(enabled: boolean): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ["/users", "options"],
    enabled,
    queryFn: () => call<Schema<"UserPage">>("GET", "/users", { query: ALL }),
  });
  return (
    (data?.items ?? [])
      // Employers read nothing of the steering.
      .filter(
        ({ status, grants }) =>
          status !== "disabled" && grants.some(({ role }) => role !== "employer"),
      )
      .map(({ id, first_name, last_name }) => ({ value: id, label: `${first_name} ${last_name}` }))
  );
}

export function useRoadmap(year: number, enabled: boolean) {
  return useQuery({
    queryKey: [ROADMAP, year],
    enabled,
    queryFn: async () =>
      (await call<Schema<"RoadmapItemPage">>("GET", ROADMAP, { query: { year, ...ALL } })).items,
  });
}

/** Reads again what a change of the steering may have moved. */
export function useRefreshSteering() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [COMMITTEES, GROUPS, ACTIONS, ROADMAP, EVENTS, MY_DAY].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
