import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route";

const shell = createRoute({
  getParentRoute: () => rootRoute,
  id: "household",
  component: lazyRouteComponent(() => import("../PublicShell"), "HouseholdShell"),
});

const myFile = createRoute({
  getParentRoute: () => shell,
  path: "/mon-dossier",
  component: lazyRouteComponent(() => import("@/features/household-page/MyFilePage"), "MyFilePage"),
});

/** What a household opens with its mailed link. */
export const householdRoutes = shell.addChildren([myFile]);
