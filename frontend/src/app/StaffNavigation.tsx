import { Badge, NavLink, ScrollArea, Text, VisuallyHidden } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useCurrentUser, useMay } from "@/api/use-session";
import { useDuplicateCount } from "@/features/duplicates/api";
import { useMyDay } from "@/features/my-day/api";
import { dueNow } from "@/features/my-day/day";
import { formatInteger } from "@/i18n/format";
import { navigation } from "@/i18n/fr/navigation";
import { ACCOUNT_ENTRY, ADMIN_MENU, allowed, MAIN_MENU, type MenuEntry } from "./menu";

/** The workspace's left menu: what this person may open. */
export function StaffNavigation({ onNavigate }: { onNavigate: () => void }) {
  const permissions = useCurrentUser()?.permissions ?? [];
  const waiting = useWaiting();
  const admin = allowed(ADMIN_MENU, permissions);
  return (
    <ScrollArea flex={1} type="auto" scrollbarSize={6}>
      <nav aria-label={navigation.main}>
        {allowed(MAIN_MENU, permissions).map((entry) => (
          <MenuLine
            key={entry.path}
            entry={entry}
            count={waiting[entry.path]}
            onNavigate={onNavigate}
          />
        ))}
        {admin.length > 0 ? (
          <Text component="h2" size="sm" fw={600} c="dimmed" mt="lg" mb={4} px="sm">
            {navigation.administration}
          </Text>
        ) : null}
        {admin.map((entry) => (
          <MenuLine key={entry.path} entry={entry} onNavigate={onNavigate} />
        ))}
        <Text component="h2" size="sm" fw={600} c="dimmed" mt="lg" mb={4} px="sm">
          {navigation.personal}
        </Text>
        <MenuLine entry={ACCOUNT_ENTRY} onNavigate={onNavigate} />
      </nav>
    </ScrollArea>
  );
}

/** What waits behind an entry of the menu, by its path. */
function useWaiting(): Record<string, number> {
  const counts = useMyDay().data?.counts;
  const duplicates = useDuplicateCount(useMay("read_prospects")).data ?? 0;
  return {
    "/ma-journee": counts === undefined ? 0 : dueNow(counts),
    "/supervision": counts?.pool ?? 0,
    "/doublons": duplicates,
  };
}

interface MenuLineProps {
  entry: MenuEntry;
  /** How many things wait there; 0 shows nothing. */
  count?: number;
  onNavigate: () => void;
}

function MenuLine({ entry, count = 0, onNavigate }: MenuLineProps) {
  const path = useLocation({ select: (location) => location.pathname });
  const active = path === entry.path || path.startsWith(`${entry.path}/`);
  const Icon = entry.icon;
  return (
    <NavLink
      component={Link}
      to={entry.path}
      label={
        count > 0 ? (
          <>
            {entry.label}
            <VisuallyHidden>{navigation.waiting(count)}</VisuallyHidden>
          </>
        ) : (
          entry.label
        )
      }
      leftSection={<Icon size={20} aria-hidden />}
      rightSection={
        count > 0 ? (
          <Badge size="md" color="terracotta" aria-hidden>
            {formatInteger(count)}
          </Badge>
        ) : undefined
      }
      active={active}
      aria-current={active ? "page" : undefined}
      variant="light"
      onClick={onNavigate}
    />
  );
}
