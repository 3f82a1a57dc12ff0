import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { campaigns } from "@/i18n/fr/campaigns";
import { createCampaign, type Undeclared, useRefreshCampaigns, useUndeclared } from "./api";
import classes from "./campaigns.module.css";

/** The campaigns that files name without any being declared: one click declares them as they stand. */
export function UndeclaredSection() {
  const undeclared = useUndeclared(true);
  const refresh = useRefreshCampaigns();
  const [pending, setPending] = useState<string | null>(null);
  if (!undeclared.data || undeclared.data.length === 0) return null;
  const declare = async ({ code, first_on }: Undeclared) => {
    setPending(code);
    const body = { code, label: code.slice(0, 150), starts_on: first_on };
    try {
      await createCampaign(body, new SubmitKey().header(body));
      toastDone(campaigns.declared(code));
      await refresh();
    } catch (error) {
      toastProblem(error);
    } finally {
      setPending(null);
    }
  };
  return (
    <Section title={campaigns.undeclared}>
      <Stack gap="md">
        <Text>{campaigns.undeclaredText}</Text>
        <ul className={classes.list}>
          {undeclared.data.map((one) => (
            <Group component="li" key={one.code} justify="space-between">
              <Stack gap={2} flex="1 1 14rem">
                <Text fw={600}>{one.code}</Text>
                <Text size="sm" c="dimmed">
                  <AnchorLink to="/dossiers" search={{ campaign: one.code }}>
                    {campaigns.undeclaredFiles(one.files)}
                  </AnchorLink>
                  {`, ${campaigns.dates(one.first_on, one.last_on)}`}
                </Text>
              </Stack>
              <Button
                size="compact-md"
                variant="default"
                loading={pending === one.code}
                aria-label={campaigns.declareOf(one.code)}
                onClick={() => void declare(one)}
              >
                {campaigns.declare}
              </Button>
            </Group>
          ))}
        </ul>
      </Stack>
    </Section>
  );
}
