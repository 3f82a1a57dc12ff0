import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { formatInteger, formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { installation as words } from "@/i18n/fr/installation";
import { saveInstallation } from "../api";
import {
  InstallationFields,
  type InstallationValues,
  installationBody,
  installationValues,
} from "../transitions/InstallationFields";
import type { Installation, Prospect } from "../types";
import { present } from "../values";
import classes from "./household.module.css";
import { Part } from "./Part";
import { useSend } from "./use-change";

/** Stages from which a family can have moved in. */
const FROM = ["supported", "confirmed", "settled", "integrated", "departed"];

/** Where, when and how the family moved in; what the bilan counts. */
export function InstallationSection({ prospect }: { prospect: Prospect }) {
  const [editing, setEditing] = useState(false);
  const stored = prospect.installation;
  const mayWrite =
    useMay("write_prospects") && prospect.archived_at === null && FROM.includes(prospect.status);
  const edit = mayWrite ? (
    <Button
      size="compact-md"
      variant="default"
      className="oml-no-print"
      aria-label={stored ? words.edit : undefined}
      onClick={() => setEditing(true)}
    >
      {stored ? common.edit : words.record}
    </Button>
  ) : null;
  return (
    <Part id="installation" title={words.title} aside={edit}>
      {stored ? <InstallationFacts installation={stored} /> : <Text c="dimmed">{words.empty}</Text>}
      {editing ? (
        <InstallationDialog prospect={prospect} onClose={() => setEditing(false)} />
      ) : null}
    </Part>
  );
}

function InstallationFacts({ installation }: { installation: Installation }) {
  const through = useLabelOf("job_through");
  const check = useLabelOf("installation_checks");
  const day = (date: string | null) => date && formatShortDate(date);
  const lines: [string, string | null][] = [
    [words.commune, installation.commune_name ?? installation.commune_code],
    [words.movedInOn, day(installation.moved_in_on)],
    [words.adults, formatInteger(installation.adults)],
    [words.children, formatInteger(installation.children)],
    [words.jobThrough, installation.job_through && through(installation.job_through)],
    [words.employer, installation.employer_name],
    [
      words.sixMonths,
      installation.six_month_result
        ? check(installation.six_month_result)
        : day(installation.six_month_check_on),
    ],
    [
      words.twelveMonths,
      installation.twelve_month_result
        ? check(installation.twelve_month_result)
        : day(installation.twelve_month_check_on),
    ],
  ];
  return (
    <dl className={classes.facts}>
      {lines.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

interface Values extends InstallationValues {
  six_month_result: string | null;
  twelve_month_result: string | null;
}

const LABELS = {
  moved_in_on: words.movedInOn,
  commune_code: words.commune,
  adults: words.adults,
  children: words.children,
  job_through: words.jobThrough,
  employer_name: words.employer,
  job_offer_id: words.offer,
};

function InstallationDialog({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const send = useSend();
  const stored = prospect.installation;
  return (
    <FormDialog<Values>
      title={stored ? words.edit : words.record}
      labels={LABELS}
      initialValues={{
        ...installationValues(stored, prospect.members),
        six_month_result: stored?.six_month_result ?? null,
        twelve_month_result: stored?.twelve_month_result ?? null,
      }}
      validate={{ moved_in_on: present, commune_code: (one) => present(one?.code) }}
      onClose={onClose}
      send={(values) =>
        send(
          () =>
            saveInstallation(prospect.id, stored, {
              ...installationBody(values, stored),
              six_month_result: values.six_month_result,
              twelve_month_result: values.twelve_month_result,
            }),
          words.saved,
        )
      }
    >
      {(form) => (
        <>
          <InstallationFields form={form} />
          {stored ? (
            <>
              <CodeSelect
                list="installation_checks"
                label={words.sixMonthResult}
                clearable
                {...form.getInputProps("six_month_result")}
              />
              <CodeSelect
                list="installation_checks"
                label={words.twelveMonthResult}
                clearable
                {...form.getInputProps("twelve_month_result")}
              />
            </>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
