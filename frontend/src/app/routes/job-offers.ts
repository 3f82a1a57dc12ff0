import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readJobOfferSearch } from "@/features/job-offers/search";
import { staffShell } from "./staff-shell";

const jobOffers = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi",
  validateSearch: readJobOfferSearch,
  component: lazyRouteComponent(
    () => import("@/features/job-offers/JobOffersPage"),
    "JobOffersPage",
  ),
});

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const newJobOffer = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi/nouvelle",
  validateSearch: (raw: Record<string, unknown>): { copie?: string; employeur?: string } => ({
    copie: textOf(raw.copie),
    employeur: textOf(raw.employeur),
  }),
  component: lazyRouteComponent(
    () => import("@/features/job-offers/NewJobOfferPage"),
    "NewJobOfferPage",
  ),
});

const occupations = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi/metiers",
  component: lazyRouteComponent(
    () => import("@/features/job-offers/OccupationsPage"),
    "OccupationsPage",
  ),
});

const offerImports = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi/import",
  component: lazyRouteComponent(() => import("@/features/imports/ImportsPage"), "OfferImportsPage"),
});

const jobOffer = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi/$jobOfferId",
  component: lazyRouteComponent(() => import("@/features/job-offers/JobOfferPage"), "JobOfferPage"),
});

const editJobOffer = createRoute({
  getParentRoute: () => staffShell,
  path: "/offres-emploi/$jobOfferId/modifier",
  component: lazyRouteComponent(
    () => import("@/features/job-offers/EditJobOfferPage"),
    "EditJobOfferPage",
  ),
});

/** Job offers in the workspace. */
export const jobOfferRoutes = [
  jobOffers,
  newJobOffer,
  occupations,
  offerImports,
  jobOffer,
  editJobOffer,
] as const;
