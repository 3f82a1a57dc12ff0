import { SimpleGrid, Stack } from "@mantine/core";
import { useCurrentUser } from "@/api/use-session";
import { PageHeader } from "@/components/PageHeader";
import { account } from "@/i18n/fr/account";
import { CalendarSection } from "./CalendarSection";
import { DeviceSessions } from "./DeviceSessions";
import { MyReferentSection } from "./MyReferentSection";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { RightsSection } from "./RightsSection";
import { TotpSection } from "./TotpSection";

/** One's own account: identity, work as a référent, calendar, rights, password, second factor, devices. */
export function AccountPage() {
  const user = useCurrentUser();
  if (user === null) return null;
  return (
    <>
      <PageHeader title={account.title} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg">
          <ProfileSection user={user} />
          {user.referent_id === null ? null : <MyReferentSection />}
          <RightsSection user={user} />
        </Stack>
        <Stack gap="lg">
          <CalendarSection />
          <PasswordSection />
          <TotpSection user={user} />
        </Stack>
      </SimpleGrid>
      <DeviceSessions />
    </>
  );
}
