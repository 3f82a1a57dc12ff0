import "@/styles/mantine-base.css";
import "@/styles/global.css";
import "@/styles/print.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { shareStyleNonce } from "@/app/csp-nonce";
import { Providers } from "@/app/Providers";
import { createQueryClient } from "@/app/query-client";
import { createAppRouter } from "@/app/router";

shareStyleNonce();
const root = document.getElementById("root");
if (root !== null) {
  const queries = createQueryClient();
  createRoot(root).render(
    <StrictMode>
      <Providers queries={queries}>
        <RouterProvider router={createAppRouter(queries)} />
      </Providers>
    </StrictMode>,
  );
}
