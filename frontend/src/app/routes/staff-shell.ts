import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { session } from "@/api/session";
import { rootRoute } from "../root-route";

/** Parent of every page of the workspace: a session is required, and nothing is loaded before. */
export const staffShell = createRoute({
  getParentRoute: () => rootRoute,
  id: "staff",
  beforeLoad: async ({ location }) => {
    if (!(await session.ensure())) {
      throw redirect({ to: "/connexion", search: { suite: location.href } });
    }
  },
  component: lazyRouteComponent(() => import("../StaffShell"), "StaffShell"),
});
