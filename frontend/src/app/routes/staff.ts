import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoutes } from "./administration";
import { jobOfferRoutes } from "./job-offers";
import { staffShell } from "./staff-shell";
import { steeringRoutes } from "./steering";
import {
  adviceSheet,
  ambassador,
  ambassadorEndowments,
  ambassadorInvitations,
  ambassadors,
  board,
  campaign,
  campaigns,
  directory,
  employer,
  employers,
  event,
  events,
  inbox,
  kit,
  myDay,
  needsAnswer,
  needsSurvey,
  needsSurveys,
  newProspect,
  posters,
  prospect,
  prospects,
  supervision,
} from "./workspace";

const account = createRoute({
  getParentRoute: () => staffShell,
  path: "/mon-compte",
  component: lazyRouteComponent(() => import("@/features/account/AccountPage"), "AccountPage"),
});

/** The workspace: a session is required, and none of it is loaded before. */
export const staffRoutes = staffShell.addChildren([
  myDay,
  inbox,
  prospects,
  newProspect,
  prospect,
  adviceSheet,
  board,
  directory,
  employers,
  employer,
  events,
  event,
  campaigns,
  campaign,
  posters,
  ambassadors,
  ambassadorInvitations,
  ambassadorEndowments,
  ambassador,
  kit,
  needsSurveys,
  needsSurvey,
  needsAnswer,
  ...jobOfferRoutes,
  ...steeringRoutes,
  supervision,
  account,
  ...administrationRoutes,
]);
