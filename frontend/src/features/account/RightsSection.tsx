import { List, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import type { CurrentUser } from "@/api/session";
import { Section } from "@/components/Section";
import { formatLabels } from "@/i18n/format";
import { account } from "@/i18n/fr/account";

/** What the person may do and where, as the administration gave it. */
export function RightsSection({ user }: { user: CurrentUser }) {
  const roleLabel = useLabelOf("roles");
  const projectLabel = useLabelOf("project_types");
  if (user.roles.length === 0) {
    return (
      <Section title={account.rights}>
        <Text>{account.noRights}</Text>
      </Section>
    );
  }
  return (
    <Section title={account.rights}>
      <List spacing="sm">
        {user.roles.map((grant) => (
          <List.Item key={`${grant.role}-${grant.partner_id}-${grant.territories.join()}`}>
            <Text fw={600}>{account.rightsOf(roleLabel(grant.role), grant.partner_name)}</Text>
            <Text size="sm" c="dimmed">
              {account.area(grant.territories)}
              {" · "}
              {grant.project_types.length === 0
                ? account.allProjects
                : formatLabels(grant.project_types.map(projectLabel))}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
