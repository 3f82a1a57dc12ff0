import { NavLink, ScrollArea, Text } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useCurrentUser } from "@/api/use-session";
import { navigation } from "@/i18n/fr/navigation";
import { ACCOUNT_ENTRY, ADMIN_MENU, allowed, MAIN_MENU, type MenuEntry } from "./menu";

/** The workspace's left menu: what this person may open. */
export function StaffNavigation({ onNavigate }: { onNavigate: () => void }) {
  const permissions = useCurrentUser()?.permissions ?? [];
  const admin = allowed(ADMIN_MENU, permissions);
  return (
    <ScrollArea flex={1} type="auto">
      <nav aria-label={navigation.main}>
        {allowed(MAIN_MENU, permissions).map((entry) => (
          <MenuLine key={entry.path} entry={entry} onNavigate={onNavigate} />
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

function MenuLine({ entry, onNavigate }: { entry: MenuEntry; onNavigate: () => void }) {
  const path = useLocation({ select: (location) => location.pathname });
  const active = path === entry.path || path.startsWith(`${entry.path}/`);
  const Icon = entry.icon;
  return (
    <NavLink
      component={Link}
      to={entry.path}
      label={entry.label}
      leftSection={<Icon size={20} aria-hidden />}
      active={active}
      aria-current={active ? "page" : undefined}
      variant="light"
      onClick={onNavigate}
    />
  );
}
