import { Button, Paper, Stack, Title } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { ExportMenu } from "@/components/ExportMenu";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { register as said } from "@/i18n/fr/privacy";
import { REGISTER_CSV, useRegister } from "./api";
import classes from "./privacy.module.css";

const FORMATS = [
  { label: said.spreadsheet, query: { profile: "excel-fr" }, ending: "csv" },
  { label: said.machine, query: { profile: "rfc4180" }, ending: "csv" },
] as const;

/** `/administration/registre`: the register that the law asks for, to read, print or take away. */
export function RegisterPage() {
  const may = useMay("read_processing_register");
  const register = useRegister(may);
  if (!may) return <ForbiddenState />;
  const { data } = register;
  return (
    <>
      <PageHeader
        title={said.title}
        description={data ? said.intro(data.controller, data.contact) : undefined}
        actions={
          <>
            <ButtonLink to="/administration/accords" variant="default">
              {said.consents}
            </ButtonLink>
            <ExportMenu
              label={said.download}
              hint={said.downloadHint}
              done={said.downloaded}
              path={REGISTER_CSV}
              query={{}}
              name="registre-des-traitements"
              formats={FORMATS}
            />
            <Button onClick={() => globalThis.print()}>{said.print}</Button>
          </>
        }
      />
      {register.isPending ? <LoadingState lines={8} /> : null}
      {register.isError ? (
        <ErrorState error={register.error} onRetry={() => void register.refetch()} />
      ) : null}
      <Stack>
        {data?.items.map((line) => (
          <RegisterLine key={line.code} line={line} />
        ))}
      </Stack>
    </>
  );
}

function RegisterLine({ line }: { line: Schema<"ProcessingLine"> }) {
  const basis = useLabelOf("legal_bases");
  const purpose = useLabelOf("consent_purposes");
  const form = useLabelOf("public_forms");
  const { columns } = said;
  const facts = [
    [columns.why, line.why],
    [columns.basis, basis(line.legal_basis)],
    [columns.persons, line.persons],
    [columns.data, line.data],
    [columns.recipients, line.recipients],
    [columns.duration, line.duration],
    [columns.security, line.security],
    [columns.consents, line.consents.map(purpose).join(", ") || said.none],
    [columns.forms, line.forms.map(form).join(", ") || said.none],
  ] as const;
  return (
    <Paper component="section" withBorder p="md" className={classes.line} aria-label={line.title}>
      <Title order={2} size="h4">
        {line.title}
      </Title>
      <dl className={classes.facts}>
        {facts.map(([name, text]) => (
          <Fact key={name} name={name} text={text} />
        ))}
      </dl>
    </Paper>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
