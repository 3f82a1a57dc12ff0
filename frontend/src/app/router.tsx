import { Container } from "@mantine/core";
import type { QueryClient } from "@tanstack/react-query";
import { createRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { LoadingState, NotFoundPage, ProblemPage } from "@/components/states";
import { rootRoute } from "./root-route";
import { householdRoutes } from "./routes/household";
import { publicRoutes } from "./routes/public";
import { staffRoutes } from "./routes/staff";
import { standRoute } from "./routes/stand";

/** In the place of a page, inside the frame that is around it. */
function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <Container size="lg" py="xl">
      <ProblemPage error={error} onRetry={reset} />
    </Container>
  );
}

/** Builds the router; pages arrive as lazy chunks so that public pages never load the workspace. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([publicRoutes, householdRoutes, staffRoutes, standRoute]),
    context: { queries },
    defaultPreload: "intent",
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
