import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readActionSearch, readRoadmapSearch } from "@/features/steering/search";
import { staffShell } from "./staff-shell";

const committees = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage",
  component: lazyRouteComponent(
    () => import("@/features/steering/CommitteesPage"),
    "CommitteesPage",
  ),
});

const committee = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/comites/$committeeId",
  component: lazyRouteComponent(() => import("@/features/steering/CommitteePage"), "CommitteePage"),
});

const agendaSheet = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/comites/$committeeId/ordre-du-jour",
  component: lazyRouteComponent(() => import("@/features/steering/MinutesSheets"), "AgendaSheet"),
});

const decisionsSheet = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/comites/$committeeId/releve",
  component: lazyRouteComponent(
    () => import("@/features/steering/MinutesSheets"),
    "DecisionsSheet",
  ),
});

const groups = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/groupes",
  component: lazyRouteComponent(() => import("@/features/steering/GroupsPage"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/groupes/$groupId",
  component: lazyRouteComponent(() => import("@/features/steering/GroupPage"), "GroupPage"),
});

const roadmap = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/feuille-de-route",
  validateSearch: readRoadmapSearch,
  component: lazyRouteComponent(() => import("@/features/steering/RoadmapPage"), "RoadmapPage"),
});

const actions = createRoute({
  getParentRoute: () => staffShell,
  path: "/pilotage/actions",
  validateSearch: readActionSearch,
  component: lazyRouteComponent(() => import("@/features/steering/ActionsPage"), "ActionsPage"),
});

/** The steering of the programme. */
export const steeringRoutes = [
  committees,
  committee,
  agendaSheet,
  decisionsSheet,
  groups,
  group,
  roadmap,
  actions,
] as const;
