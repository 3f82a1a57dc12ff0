import { SimpleGrid, Stack } from "@mantine/core";
import { useCurrentUser } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { account } from "@/i18n/fr/account";
import { DeviceSessions } from "./DeviceSessions";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { RightsSection } from "./RightsSection";
import { TotpSection } from "./TotpSection";

/** One's own account: identity, rights, password, second factor, devices. */
export function AccountPage() {
  const user = useCurrentUser();
  if (user === null) return null;
  return (
    <>
      <PageHeader title={account.title} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg">
          <ProfileSection user={user} />
          <RightsSection user={user} />
        </Stack>
        <Stack gap="lg">
          <PasswordSection />
          <TotpSection user={user} />
        </Stack>
      </SimpleGrid>
      <DeviceSessions />
    </>
  );
}
