import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route";

/** The stand has a frame of its own: nothing of the public pages nor of the workspace is loaded on a tablet. */
export const standRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/stand",
  component: lazyRouteComponent(() => import("@/features/stand/StandPage"), "StandPage"),
});
