import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { OfferSearch } from "@/features/public-offers/search";
import { jobAlerts } from "@/i18n/fr/job-alerts";

// The form travels only to those who ask for it.
const AlertDialog = lazy(() => import("./AlertDialog"));

/** Keeps the present search: its new offers come by mail. */
export function AlertButton({ search }: { search: OfferSearch }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {jobAlerts.open}
      </Button>
      {asked ? (
        <Suspense fallback={null}>
          <AlertDialog search={search} onClose={() => setAsked(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
