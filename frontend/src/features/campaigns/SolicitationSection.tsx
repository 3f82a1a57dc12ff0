import { Select, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ExportMenu } from "@/components/ExportMenu";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatDateTime, formatInteger } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import { type Campaign, solicitationPath, useSolicitation } from "./api";
import classes from "./campaigns.module.css";

const PURPOSES = Object.entries(campaigns.purposes).map(([value, label]) => ({ value, label }));

/** Whom a campaign may write to again: how many, how many not and why, and the list to take away. */
export function SolicitationSection({ campaign }: { campaign: Campaign }) {
  const mayExport = useMay("export_prospects");
  const [purpose, setPurpose] = useState("newsletter");
  const [phase, setPhase] = useState<string | null>(null);
  const query = { purpose, phase: phase ?? undefined };
  const found = useSolicitation(campaign.id, query);
  const formats = [
    { label: campaigns.exportFormats.excel, query: { profile: "excel-fr" }, ending: "csv" },
    { label: campaigns.exportFormats.csv, query: { profile: "rfc4180" }, ending: "csv" },
  ];
  return (
    <Section
      title={campaigns.solicitation}
      aside={
        mayExport && found.data && found.data.kept > 0 ? (
          <ExportMenu
            label={campaigns.exportList}
            hint={campaigns.exportHint}
            done={campaigns.exported}
            path={`${solicitationPath(campaign.id)}/export`}
            query={query}
            name={campaigns.exportName}
            formats={formats}
          />
        ) : null
      }
    >
      <Stack gap="md">
        <Text>{campaigns.solicitationText}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={campaigns.purpose}
            data={PURPOSES}
            allowDeselect={false}
            value={purpose}
            onChange={(value) => setPurpose(value ?? "newsletter")}
          />
          {campaign.phases.length > 0 ? (
            <Select
              label={campaigns.phase}
              data={[
                { value: "", label: campaigns.wholeCampaign },
                ...campaign.phases.map(({ id, label }) => ({ value: id, label })),
              ]}
              allowDeselect={false}
              value={phase ?? ""}
              onChange={(value) => setPhase(value || null)}
            />
          ) : null}
        </SimpleGrid>
        {found.isPending ? <LoadingState lines={3} /> : null}
        {found.isError ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : null}
        {found.data ? (
          <Stack gap="xs" role="status">
            <Text fw={600}>{campaigns.kept(found.data.kept)}</Text>
            <Text size="sm" c="dimmed">
              {campaigns.askedBefore(formatDateTime(found.data.asked_before))}
            </Text>
            <Excluded excluded={found.data.excluded} />
          </Stack>
        ) : null}
      </Stack>
    </Section>
  );
}

function Excluded({ excluded }: { excluded: { reason: string; count: number }[] }) {
  const reason = useLabelOf("solicitation_exclusions");
  if (excluded.length === 0) return null;
  return (
    <>
      <Title order={3} size="h5">
        {campaigns.excluded}
      </Title>
      <dl className={classes.facts}>
        {excluded.map((one) => (
          <div key={one.reason}>
            <dt>{reason(one.reason)}</dt>
            <dd>{formatInteger(one.count)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
