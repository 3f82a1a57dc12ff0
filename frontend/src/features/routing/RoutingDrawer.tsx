import { Alert, Drawer, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { ErrorState, LoadingState } from "@/components/states";
import { householdName } from "@/features/prospects/household/HouseholdHeader";
import type { Prospect } from "@/features/prospects/types";
import { common } from "@/i18n/fr/common";
import { routing } from "@/i18n/fr/routing";
import { useRouting } from "./api";
import { Decision } from "./Decision";
import { WishesForm } from "./WishesForm";
import { type Wishes, whatIf, wishesOf } from "./wishes";

/** Who would be proposed for a file and why, also with wishes that it does not have. */
export default function RoutingDrawer({
  prospect,
  onClose,
}: {
  prospect: Prospect;
  onClose: () => void;
}) {
  const own = wishesOf(prospect);
  const [tried, setTried] = useState<Wishes>(own);
  const mayChoose = useMay("assign_referents");
  const answer = useRouting(prospect.id, whatIf(own, tried));
  const data = answer.data;
  const may = mayChoose && data?.what_if === false;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={routing.title(householdName(prospect))}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {routing.intro}
        </Text>
        <WishesForm own={own} value={tried} onChange={setTried} />
        {answer.isPending ? <LoadingState lines={6} /> : null}
        {answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => answer.refetch()} />
        ) : null}
        {data?.what_if ? <Alert color="ochre">{routing.whatIf}</Alert> : null}
        {data ? (
          <div aria-busy={answer.isPlaceholderData}>
            <Stack gap="lg">
              <Decision decision={data.territorial} prospect={prospect} mayPropose={may} />
              <Decision decision={data.technical} prospect={prospect} mayPropose={may} />
            </Stack>
          </div>
        ) : null}
      </Stack>
    </Drawer>
  );
}
