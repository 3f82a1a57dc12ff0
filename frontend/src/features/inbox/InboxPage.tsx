import { Stack } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { useCurrentUser, useMay } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { inbox } from "@/i18n/fr/inbox";
import { FilesToQualify, FilesToTake } from "./FilesSections";
import { RequestDrawer } from "./RequestDrawer";
import { RequestsSection } from "./RequestsSection";

/** `/boite`: where a working day starts. */
export function InboxPage() {
  const [opened, setOpened] = useState<string | null>(null);
  const mayRequests = useMay("handle_contact_requests");
  const mayRead = useMay("read_prospects");
  const isReferent = (useCurrentUser()?.referent_id ?? null) !== null;
  const mayCount = useMay("count_prospects");
  // Those who answer nobody start where they may look.
  if (!mayRequests && !mayRead && mayCount) return <Navigate to="/tableau" replace />;
  if (!mayRequests && !mayRead) return <ForbiddenState />;
  return (
    <>
      <PageHeader title={inbox.title} description={inbox.description} />
      <Stack gap="lg">
        {mayRequests ? <RequestsSection onOpen={setOpened} /> : null}
        {mayRead && isReferent ? <FilesToTake /> : null}
        {mayRead ? <FilesToQualify /> : null}
      </Stack>
      {opened ? <RequestDrawer id={opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}
