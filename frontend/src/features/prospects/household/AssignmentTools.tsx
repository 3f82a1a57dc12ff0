import { Button, Group, Menu } from "@mantine/core";
import { IconChevronDown, IconWand } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useCurrentUser, useMay } from "@/api/use-session";
import { isOpen } from "@/features/assignments/candidates";
import { useProposeBest } from "@/features/routing/use-propose-best";
import { routing } from "@/i18n/fr/routing";
import type { Prospect } from "../types";
import { AssignDialog } from "./AssignDialog";

const RoutingDrawer = lazy(() => import("@/features/routing/RoutingDrawer"));

type Opened = "preview" | "choose" | "beside" | null;

/** Ways to give a household somebody: the best placed in one press, or a look and a choice of one's own. */
export function AssignmentTools({ prospect }: { prospect: Prospect }) {
  const [opened, setOpened] = useState<Opened>(null);
  const mayChoose = useMay("assign_referents");
  const own = useCurrentUser()?.referent_id ?? null;
  const open = prospect.assignments.filter(isOpen);
  const accompanies = open.some((one) => one.status === "accepted" && one.referent_id === own);
  const free = !open.some((one) => one.role === "territorial");
  const close = () => setOpened(null);
  return (
    <Group gap="xs" className="oml-no-print">
      {free ? <BestButton prospect={prospect} /> : null}
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {routing.otherChoices}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpened("preview")}>{routing.preview}</Menu.Item>
          {mayChoose || (own !== null && free) ? (
            <Menu.Item onClick={() => setOpened("choose")}>
              {mayChoose ? routing.byHand : routing.takeIt}
            </Menu.Item>
          ) : null}
          {mayChoose || accompanies ? (
            <Menu.Item onClick={() => setOpened("beside")}>{routing.coReferent}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {opened === "choose" || opened === "beside" ? (
        <AssignDialog prospect={prospect} beside={opened === "beside"} onClose={close} />
      ) : null}
      <Suspense fallback={null}>
        {opened === "preview" ? <RoutingDrawer prospect={prospect} onClose={close} /> : null}
      </Suspense>
    </Group>
  );
}

function BestButton({ prospect }: { prospect: Prospect }) {
  const { propose, pending } = useProposeBest();
  return (
    <Button
      leftSection={<IconWand size={18} aria-hidden />}
      loading={pending !== null}
      onClick={() => propose(prospect.id)}
    >
      {routing.best}
    </Button>
  );
}
