import { Badge, Group, Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { type Column, DataTable } from "@/components/DataTable";
import { Disclosure } from "@/components/Disclosure";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { formatNumber } from "@/i18n/format";
import { consentRegister as said } from "@/i18n/fr/privacy";
import { useConsentRegister } from "./api";

type Line = Schema<"ConsentRegisterLine">;

/** `/administration/accords`: purposes, texts, versions, and how many agreements hold. */
export function ConsentsPage() {
  const may = useMay("read_processing_register");
  const consents = useConsentRegister(may);
  const columns = useColumns();
  if (!may) return <ForbiddenState />;
  const held = consents.data?.items.reduce((sum, line) => sum + line.in_force, 0);
  return (
    <>
      <PageHeader
        title={said.title}
        description={said.intro}
        actions={
          <ButtonLink to="/administration/registre" variant="default">
            {said.register}
          </ButtonLink>
        }
      />
      {consents.isPending ? <LoadingState lines={8} /> : null}
      {consents.isError ? (
        <ErrorState error={consents.error} onRetry={() => void consents.refetch()} />
      ) : null}
      {consents.data ? (
        <Stack>
          <Text>{said.total(held ?? 0)}</Text>
          <DataTable
            caption={said.caption}
            columns={columns}
            rows={consents.data.items}
            rowKey={(line) => `${line.purpose} ${line.version}`}
          />
          <Text size="sm" c="dimmed">
            {said.confirmedHint}
          </Text>
        </Stack>
      ) : null}
    </>
  );
}

function useColumns(): Column<Line>[] {
  const purpose = useLabelOf("consent_purposes");
  const count = (key: "given" | "withdrawn" | "in_force" | "confirmed", header: string) => ({
    key,
    header,
    align: "end" as const,
    render: (line: Line) => formatNumber(line[key]),
  });
  return [
    {
      key: "purpose",
      header: said.purpose,
      render: (line) => (
        <Stack gap={4}>
          <span>{purpose(line.purpose)}</span>
          <Disclosure label={said.read} name={said.readOf(purpose(line.purpose), line.version)}>
            <Text size="sm" fw="normal" maw="60ch">
              {line.text}
            </Text>
          </Disclosure>
        </Stack>
      ),
    },
    {
      key: "version",
      header: said.version,
      render: (line) => (
        <Group gap="xs">
          <span>{line.version}</span>
          <Badge variant="light" color={line.is_current ? "valley" : "gray"}>
            {line.is_current ? said.current : said.former}
          </Badge>
        </Group>
      ),
    },
    count("given", said.given),
    count("withdrawn", said.withdrawn),
    count("in_force", said.inForce),
    count("confirmed", said.confirmed),
  ];
}
