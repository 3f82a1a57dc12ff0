import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readRequestSearch } from "@/features/privacy-requests/search";
import { staffShell } from "./staff-shell";

const imports = createRoute({
  getParentRoute: () => staffShell,
  path: "/imports",
  component: lazyRouteComponent(() => import("@/features/imports/ImportsPage"), "ImportsPage"),
});

const importWizard = createRoute({
  getParentRoute: () => staffShell,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("@/features/imports/ImportPage"), "ImportPage"),
});

const users = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/utilisateurs",
  component: lazyRouteComponent(() => import("@/features/users/UsersPage"), "UsersPage"),
});

const breachReport = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/utilisateurs/$userId/consultations",
  component: lazyRouteComponent(
    () => import("@/features/accesses/BreachReportPage"),
    "BreachReportPage",
  ),
});

const partners = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/partenaires",
  component: lazyRouteComponent(() => import("@/features/partners/PartnersPage"), "PartnersPage"),
});

const referents = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/referents",
  component: lazyRouteComponent(
    () => import("@/features/referents/ReferentsPage"),
    "ReferentsPage",
  ),
});

const audit = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/journal",
  component: lazyRouteComponent(() => import("@/features/audit-entries/AuditPage"), "AuditPage"),
});

const routingTable = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/orientation",
  component: lazyRouteComponent(
    () => import("@/features/routing-table/RoutingTablePage"),
    "RoutingTablePage",
  ),
});

const serviceLevels = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/delais",
  component: lazyRouteComponent(
    () => import("@/features/service-levels/ServiceLevelsPage"),
    "ServiceLevelsPage",
  ),
});

const privacyRequests = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/demandes",
  validateSearch: readRequestSearch,
  component: lazyRouteComponent(
    () => import("@/features/privacy-requests/RequestsPage"),
    "RequestsPage",
  ),
});

const privacyRequest = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/demandes/$requestId",
  component: lazyRouteComponent(
    () => import("@/features/privacy-requests/RequestPage"),
    "RequestPage",
  ),
});

const register = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/registre",
  component: lazyRouteComponent(() => import("@/features/privacy/RegisterPage"), "RegisterPage"),
});

const consents = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/accords",
  component: lazyRouteComponent(() => import("@/features/privacy/ConsentsPage"), "ConsentsPage"),
});

const retention = createRoute({
  getParentRoute: () => staffShell,
  path: "/administration/conservation",
  component: lazyRouteComponent(
    () => import("@/features/retention/RetentionPage"),
    "RetentionPage",
  ),
});

/** Imports and administration. */
export const administrationRoutes = [
  imports,
  importWizard,
  users,
  breachReport,
  partners,
  referents,
  routingTable,
  serviceLevels,
  retention,
  audit,
  privacyRequests,
  privacyRequest,
  register,
  consents,
] as const;
