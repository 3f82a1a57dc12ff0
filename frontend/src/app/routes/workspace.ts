import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readAmbassadorSearch } from "@/features/ambassadors/search";
import { readCampaignSearch, readPrintSearch } from "@/features/campaigns/search";
import { readDashboardSearch, readTargetSearch } from "@/features/dashboards/search";
import { readDuplicateSearch } from "@/features/duplicates/search";
import { readEmployerSearch } from "@/features/employers/search";
import { readEventSearch } from "@/features/events/search";
import { readKitSearch } from "@/features/kit-items/search";
import { readDirectorySearch } from "@/features/local-resources/search";
import { readProspectSearch } from "@/features/prospects/list/search";
import { staffShell } from "./staff-shell";

export const myDay = createRoute({
  getParentRoute: () => staffShell,
  path: "/ma-journee",
  component: lazyRouteComponent(() => import("@/features/my-day/MyDayPage"), "MyDayPage"),
});

export const inbox = createRoute({
  getParentRoute: () => staffShell,
  path: "/boite",
  component: lazyRouteComponent(() => import("@/features/inbox/InboxPage"), "InboxPage"),
});

export const prospects = createRoute({
  getParentRoute: () => staffShell,
  path: "/dossiers",
  validateSearch: readProspectSearch,
  component: lazyRouteComponent(
    () => import("@/features/prospects/list/ProspectsPage"),
    "ProspectsPage",
  ),
});

export const newProspect = createRoute({
  getParentRoute: () => staffShell,
  path: "/dossiers/nouveau",
  component: lazyRouteComponent(
    () => import("@/features/prospects/create/NewProspectPage"),
    "NewProspectPage",
  ),
});

export const prospect = createRoute({
  getParentRoute: () => staffShell,
  path: "/dossiers/$prospectId",
  component: lazyRouteComponent(
    () => import("@/features/prospects/household/HouseholdPage"),
    "HouseholdPage",
  ),
});

export const adviceSheet = createRoute({
  getParentRoute: () => staffShell,
  path: "/dossiers/$prospectId/fiche",
  component: lazyRouteComponent(
    () => import("@/features/advice-sheet/AdviceSheetPage"),
    "AdviceSheetPage",
  ),
});

export const duplicates = createRoute({
  getParentRoute: () => staffShell,
  path: "/doublons",
  validateSearch: readDuplicateSearch,
  component: lazyRouteComponent(
    () => import("@/features/duplicates/DuplicatesPage"),
    "DuplicatesPage",
  ),
});

export const duplicate = createRoute({
  getParentRoute: () => staffShell,
  path: "/doublons/$duplicateId",
  component: lazyRouteComponent(() => import("@/features/duplicates/ComparePage"), "ComparePage"),
});

export const directory = createRoute({
  getParentRoute: () => staffShell,
  path: "/annuaire",
  validateSearch: readDirectorySearch,
  component: lazyRouteComponent(
    () => import("@/features/local-resources/LocalResourcesPage"),
    "LocalResourcesPage",
  ),
});

export const employers = createRoute({
  getParentRoute: () => staffShell,
  path: "/employeurs",
  validateSearch: readEmployerSearch,
  component: lazyRouteComponent(
    () => import("@/features/employers/EmployersPage"),
    "EmployersPage",
  ),
});

export const employer = createRoute({
  getParentRoute: () => staffShell,
  path: "/employeurs/$employerId",
  component: lazyRouteComponent(() => import("@/features/employers/EmployerPage"), "EmployerPage"),
});

export const events = createRoute({
  getParentRoute: () => staffShell,
  path: "/calendrier",
  validateSearch: readEventSearch,
  component: lazyRouteComponent(() => import("@/features/events/EventsPage"), "EventsPage"),
});

export const event = createRoute({
  getParentRoute: () => staffShell,
  path: "/calendrier/$eventId",
  component: lazyRouteComponent(() => import("@/features/events/EventPage"), "EventPage"),
});

export const campaigns = createRoute({
  getParentRoute: () => staffShell,
  path: "/campagnes",
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(
    () => import("@/features/campaigns/CampaignsPage"),
    "CampaignsPage",
  ),
});

export const campaign = createRoute({
  getParentRoute: () => staffShell,
  path: "/campagnes/$campaignId",
  component: lazyRouteComponent(() => import("@/features/campaigns/CampaignPage"), "CampaignPage"),
});

export const posters = createRoute({
  getParentRoute: () => staffShell,
  path: "/campagnes/$campaignId/affiches",
  validateSearch: readPrintSearch,
  component: lazyRouteComponent(() => import("@/features/campaigns/PostersPage"), "PostersPage"),
});

export const ambassadors = createRoute({
  getParentRoute: () => staffShell,
  path: "/reseau-ambassadeurs",
  validateSearch: readAmbassadorSearch,
  component: lazyRouteComponent(
    () => import("@/features/ambassadors/AmbassadorsPage"),
    "AmbassadorsPage",
  ),
});

export const ambassadorInvitations = createRoute({
  getParentRoute: () => staffShell,
  path: "/reseau-ambassadeurs/invitations",
  component: lazyRouteComponent(
    () => import("@/features/ambassadors/InvitationsPage"),
    "InvitationsPage",
  ),
});

export const ambassadorEndowments = createRoute({
  getParentRoute: () => staffShell,
  path: "/reseau-ambassadeurs/dotations",
  component: lazyRouteComponent(
    () => import("@/features/ambassadors/EndowmentsPage"),
    "EndowmentsPage",
  ),
});

export const ambassador = createRoute({
  getParentRoute: () => staffShell,
  path: "/reseau-ambassadeurs/$ambassadorId",
  component: lazyRouteComponent(
    () => import("@/features/ambassadors/AmbassadorPage"),
    "AmbassadorPage",
  ),
});

export const kit = createRoute({
  getParentRoute: () => staffShell,
  path: "/kit",
  validateSearch: readKitSearch,
  component: lazyRouteComponent(() => import("@/features/kit-items/KitPage"), "KitPage"),
});

export const needsSurveys = createRoute({
  getParentRoute: () => staffShell,
  path: "/enquetes",
  component: lazyRouteComponent(
    () => import("@/features/needs-surveys/SurveysPage"),
    "SurveysPage",
  ),
});

export const needsSurvey = createRoute({
  getParentRoute: () => staffShell,
  path: "/enquetes/$surveyId",
  component: lazyRouteComponent(() => import("@/features/needs-surveys/SurveyPage"), "SurveyPage"),
});

export const needsAnswer = createRoute({
  getParentRoute: () => staffShell,
  path: "/enquetes/$surveyId/reponses/$employerId",
  component: lazyRouteComponent(() => import("@/features/needs-surveys/AnswerPage"), "AnswerPage"),
});

export const board = createRoute({
  getParentRoute: () => staffShell,
  path: "/tableau",
  component: lazyRouteComponent(() => import("@/features/prospects/board/BoardPage"), "BoardPage"),
});

export const reports = createRoute({
  getParentRoute: () => staffShell,
  path: "/bilans",
  component: lazyRouteComponent(() => import("@/features/reports/ReportsPage"), "ReportsPage"),
});

export const publishedFigures = createRoute({
  getParentRoute: () => staffShell,
  path: "/bilans/chiffres-publies",
  component: lazyRouteComponent(
    () => import("@/features/reports/PublishedFiguresPage"),
    "PublishedFiguresPage",
  ),
});

export const report = createRoute({
  getParentRoute: () => staffShell,
  path: "/bilans/$year",
  validateSearch: (search: Record<string, unknown>): { edition?: number } => {
    const edition = Number(search.edition);
    return Number.isInteger(edition) && edition > 0 ? { edition } : {};
  },
  component: lazyRouteComponent(() => import("@/features/reports/ReportPage"), "ReportPage"),
});

export const supervision = createRoute({
  getParentRoute: () => staffShell,
  path: "/supervision",
  component: lazyRouteComponent(
    () => import("@/features/supervision/SupervisionPage"),
    "SupervisionPage",
  ),
});

export const dashboard = createRoute({
  getParentRoute: () => staffShell,
  path: "/tableau-de-bord",
  validateSearch: readDashboardSearch,
  component: lazyRouteComponent(
    () => import("@/features/dashboards/DashboardPage"),
    "DashboardPage",
  ),
});

export const targets = createRoute({
  getParentRoute: () => staffShell,
  path: "/tableau-de-bord/objectifs",
  validateSearch: readTargetSearch,
  component: lazyRouteComponent(() => import("@/features/dashboards/TargetsPage"), "TargetsPage"),
});
