import { Anchor, Button, Stack, Text } from "@mantine/core";
import { IconMail, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { EmptyState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { useRefreshProspects } from "@/features/prospects/api";
import { formatDate, formatList, formatPhone } from "@/i18n/format";
import { adviceSheet } from "@/i18n/fr/advice-sheet";
import classes from "./advice-sheet.module.css";
import {
  type AdviceReferent,
  type AdviceSheet,
  adviceSheetQuery,
  hasStale,
  sendAdviceSheet,
} from "./api";
import { ThemePart } from "./ThemePart";

/** `/dossiers/{id}/fiche`: what is handed to the household, to print or to mail. */
export function AdviceSheetPage() {
  const { prospectId } = useParams({ from: "/staff/dossiers/$prospectId/fiche" });
  const sheet = useQuery(adviceSheetQuery(prospectId));
  if (sheet.isPending) return <LoadingState lines={8} />;
  if (sheet.isError && sheet.data === undefined) {
    return <ProblemPage error={sheet.error} onRetry={() => sheet.refetch()} />;
  }
  return <Sheet sheet={sheet.data} prospectId={prospectId} />;
}

function Sheet({ sheet, prospectId }: { sheet: AdviceSheet; prospectId: string }) {
  const names = formatList(sheet.first_names);
  return (
    <>
      <PageHeader
        title={names === "" ? adviceSheet.title : adviceSheet.titleFor(names)}
        documentTitle={`${adviceSheet.title} ${sheet.number}`}
        description={
          <>
            {adviceSheet.prepared(formatDate(sheet.prepared_on))}
            <br />
            {adviceSheet.file(sheet.number)}
            <br />
            {sheet.epci_name ? adviceSheet.territory(sheet.epci_name) : adviceSheet.anywhere}
          </>
        }
        actions={<Actions sheet={sheet} prospectId={prospectId} />}
      />
      {sheet.themes.length === 0 ? (
        <EmptyState
          title={adviceSheet.emptyTitle}
          action={
            <ButtonLink to="/dossiers/$prospectId" params={{ prospectId }} hash="besoins">
              {adviceSheet.emptyAction}
            </ButtonLink>
          }
        >
          {adviceSheet.emptyText}
        </EmptyState>
      ) : (
        <div className={classes.sheet}>
          <Contacts referents={sheet.referents} />
          {sheet.themes.map((part) => (
            <ThemePart key={part.theme} part={part} />
          ))}
          <Text className={classes.signature}>{adviceSheet.signature}</Text>
        </div>
      )}
    </>
  );
}

function Actions({ sheet, prospectId }: { sheet: AdviceSheet; prospectId: string }) {
  const mayWrite = useMay("write_prospects");
  const isEmpty = sheet.themes.length === 0;
  return (
    <>
      <ButtonLink to="/dossiers/$prospectId" params={{ prospectId }} variant="subtle">
        {adviceSheet.back}
      </ButtonLink>
      {isEmpty ? null : (
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {adviceSheet.print}
        </Button>
      )}
      {mayWrite && !isEmpty ? <SendButton sheet={sheet} prospectId={prospectId} /> : null}
    </>
  );
}

function SendButton({ sheet, prospectId }: { sheet: AdviceSheet; prospectId: string }) {
  const [opened, setOpened] = useState(false);
  const [key] = useState(() => new SubmitKey());
  const refresh = useRefreshProspects();
  if (!sheet.can_be_mailed) {
    return (
      <Text size="sm" c="dimmed" maw="16rem">
        {adviceSheet.noEmail}
      </Text>
    );
  }
  const send = async () => {
    await sendAdviceSheet(prospectId, key.header({ prospectId }));
    key.done();
    toastDone(adviceSheet.sent);
    await refresh();
  };
  return (
    <>
      <Button leftSection={<IconMail size={18} aria-hidden />} onClick={() => setOpened(true)}>
        {adviceSheet.send}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={adviceSheet.sendTitle}
        confirmLabel={adviceSheet.send}
        onConfirm={send}
        onClose={() => setOpened(false)}
      >
        <Stack gap="sm">
          <Text>{adviceSheet.sendText}</Text>
          {hasStale(sheet) ? <Text>{adviceSheet.sendStale}</Text> : null}
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function Contacts({ referents }: { referents: readonly AdviceReferent[] }) {
  const role = useLabelOf("referent_roles");
  return (
    <Section title={adviceSheet.contacts}>
      {referents.length === 0 ? <Text c="dimmed">{adviceSheet.noContacts}</Text> : null}
      <ul className={classes.entries}>
        {referents.map((one) => (
          <li key={`${one.role} ${one.name}`} className={classes.entry}>
            <Text fw={600}>{one.name}</Text>
            <Text size="sm">{adviceSheet.contact(role(one.role), one.partner_name)}</Text>
            {one.phone ? (
              <Text size="sm">
                <Anchor href={`tel:${one.phone}`}>{formatPhone(one.phone)}</Anchor>
              </Text>
            ) : null}
            {one.email ? (
              <Text size="sm">
                <Anchor href={`mailto:${one.email}`}>{one.email}</Anchor>
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
