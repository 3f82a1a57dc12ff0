import {
  Avatar,
  type MantineColorScheme,
  Menu,
  UnstyledButton,
  useMantineColorScheme,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { logout } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { useCurrentUser } from "@/api/use-session";
import { MenuLink } from "@/components/links";
import { navigation } from "@/i18n/fr/navigation";
import { problemText } from "@/i18n/problem-text";

/** The person's own menu: account, appearance, shortcuts, sign out. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const user = useCurrentUser();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (user === null) return null;
  const name = `${user.first_name} ${user.last_name}`;
  const initials = `${user.first_name.charAt(0)}${user.last_name.charAt(0)}`.toUpperCase();
  const schemes = [
    {
      value: "auto",
      label: navigation.schemeAuto,
      icon: <IconDeviceDesktop size={18} aria-hidden />,
    },
    { value: "light", label: navigation.schemeLight, icon: <IconSun size={18} aria-hidden /> },
    { value: "dark", label: navigation.schemeDark, icon: <IconMoon size={18} aria-hidden /> },
  ] as const;
  const signOut = () =>
    logout().catch((error: unknown) =>
      notifications.show({
        color: "red",
        title: navigation.signOutFailed,
        message: problemText(asProblem(error)),
      }),
    );
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton aria-label={navigation.userMenu(name, initials)}>
          <Avatar color="valley" variant="filled" radius="xl">
            {initials}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <MenuLink to="/mon-compte" leftSection={<IconUserCircle size={18} aria-hidden />}>
          {navigation.account}
        </MenuLink>
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={onShortcuts}>
          {navigation.shortcuts}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{navigation.colorScheme}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme.value} value={scheme.value} rightSection={scheme.icon}>
              {scheme.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={signOut}>
          {navigation.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
