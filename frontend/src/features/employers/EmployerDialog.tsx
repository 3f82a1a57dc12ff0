import { Alert, MultiSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import type { Problem } from "@/api/problem";
import { useLabelOf, useTerritoryName } from "@/api/reference";
import { useCurrentUser } from "@/api/use-session";
import { CodeSelect } from "@/components/CodeSelect";
import { useConflict } from "@/components/ConflictDialog";
import type { ConflictField } from "@/components/conflict";
import { FormDialog } from "@/components/FormDialog";
import { orNull } from "@/components/form-values";
import { AnchorLink } from "@/components/links";
import { type TerritoryChoice, TerritorySelect } from "@/components/TerritorySelect";
import { toastDone } from "@/components/toasts";
import { useNetworkOptions } from "@/features/partners/api";
import { employers } from "@/i18n/fr/employers";
import { fields } from "@/i18n/fr/fields";
import {
  createEmployer,
  type Employer,
  type EmployerBody,
  readEmployer,
  updateEmployer,
} from "./api";

type Values = {
  siret: string;
  siret_reason: string;
  name: string;
  kind: string | null;
  activity_code: string;
  headcount_band: string | null;
  address: string;
  commune: TerritoryChoice | null;
  website: string;
  description: string;
  networks: string[];
};

const LABELS: Record<string, string> = {
  siret: employers.siret,
  siret_reason: employers.siretReason,
  name: employers.name,
  kind: employers.kind,
  activity_code: employers.activityCode,
  headcount_band: employers.headcount,
  address: employers.address,
  commune: employers.commune,
  commune_code: employers.commune,
  website: employers.website,
  description: employers.description,
  networks: employers.networks,
};

const VALIDATE: FormValidateInput<Values> = {
  siret: (siret) => (siret.trim() === "" ? employers.siretRequired : null),
  name: (name) => (name.trim() === "" ? employers.nameRequired : null),
  kind: (kind) => (kind === null ? employers.kindRequired : null),
};

const communeOf = (employer: Employer): TerritoryChoice | null =>
  employer.commune_code === null
    ? null
    : { code: employer.commune_code, name: employer.commune_name ?? employer.commune_code };

const valuesOf = (employer: Employer | null): Values => ({
  siret: employer?.siret ?? "",
  siret_reason: employer?.siret_reason ?? "",
  name: employer?.name ?? "",
  kind: employer?.kind ?? null,
  activity_code: employer?.activity_code ?? "",
  headcount_band: employer?.headcount_band ?? null,
  address: employer?.address ?? "",
  commune: employer === null ? null : communeOf(employer),
  website: employer?.website ?? "",
  description: employer?.description ?? "",
  networks: employer?.networks.map(({ id }) => id) ?? [],
});

const bodyOf = (values: Values) => ({
  siret: values.siret.trim(),
  siret_reason: orNull(values.siret_reason),
  name: values.name.trim(),
  kind: values.kind ?? "",
  activity_code: orNull(values.activity_code.toUpperCase()),
  headcount_band: values.headcount_band,
  address: orNull(values.address),
  commune_code: values.commune?.code ?? null,
  website: orNull(values.website),
  description: orNull(values.description),
  networks: values.networks,
});

/** Without what only the programme may change. */
function ownBodyOf(values: Values): Partial<EmployerBody> {
  const { siret: _siret, siret_reason: _reason, ...rest } = bodyOf(values);
  return rest;
}

interface EmployerDialogProps {
  /** Null to make one known. */
  employer: Employer | null;
  onClose: () => void;
  onSaved: (employer: Employer) => void;
}

/** Makes an employer known, or corrects what is known of it. */
export function EmployerDialog({ employer, onClose, onSaved }: EmployerDialogProps) {
  const [key] = useState(() => new SubmitKey());
  const networks = useNetworkOptions();
  const runs = useCurrentUser()?.roles.some(({ role }) => role === "programme_admin") ?? false;
  const typesSiret = employer === null || runs;
  const conflict = useConflict({
    fields: useConflictFields(networks),
    valuesOf,
    read: readEmployer,
    send: (row: Employer, values: Values) =>
      updateEmployer(row, runs ? bodyOf(values) : ownBodyOf(values)),
  });
  const send = async (values: Values) => {
    if (employer === null) {
      const body = bodyOf(values);
      onSaved(await createEmployer(body, key.header(body)));
      toastDone(employers.created);
      return true;
    }
    const saved = await conflict.save(employer, values);
    if (saved === null) return false;
    onSaved(saved);
    toastDone(employers.saved);
    return true;
  };
  return (
    <>
      <FormDialog
        title={employer === null ? employers.addTitle : employers.editTitle}
        initialValues={valuesOf(employer)}
        validate={VALIDATE}
        send={send}
        labels={LABELS}
        explain={(problem) => <KnownAlready problem={problem} />}
        onClose={onClose}
      >
        {(form) => (
          <>
            {typesSiret ? (
              <TextInput
                label={employers.siret}
                description={employers.siretHint}
                required
                inputMode="numeric"
                {...form.getInputProps("siret")}
              />
            ) : null}
            {runs ? (
              <TextInput
                label={employers.siretReason}
                description={employers.siretReasonHint}
                {...form.getInputProps("siret_reason")}
              />
            ) : null}
            <TextInput label={employers.name} required {...form.getInputProps("name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <CodeSelect
                list="employer_kinds"
                label={employers.kind}
                required
                {...form.getInputProps("kind")}
              />
              <CodeSelect
                list="headcount_bands"
                label={employers.headcount}
                clearable
                {...form.getInputProps("headcount_band")}
              />
              <TerritorySelect
                kind="commune"
                label={employers.commune}
                value={form.values.commune}
                onChange={(commune) => form.setFieldValue("commune", commune)}
                error={form.errors.commune ?? form.errors.commune_code}
              />
              <TextInput label={employers.address} {...form.getInputProps("address")} />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={employers.activityCode}
                description={employers.activityHint}
                {...form.getInputProps("activity_code")}
              />
              <TextInput
                type="url"
                label={employers.website}
                description={employers.websiteHint}
                {...form.getInputProps("website")}
              />
            </SimpleGrid>
            <Textarea
              label={employers.description}
              description={employers.descriptionHint}
              autosize
              minRows={3}
              {...form.getInputProps("description")}
            />
            {networks.length > 0 ? (
              <MultiSelect
                label={employers.networks}
                data={networks}
                placeholder={fields.choose}
                hidePickedOptions
                clearButtonProps={{ "aria-label": fields.clear }}
                {...form.getInputProps("networks")}
              />
            ) : null}
          </>
        )}
      </FormDialog>
      {conflict.dialog}
    </>
  );
}

/** The way to the employer that has the SIRET already. */
function KnownAlready({ problem }: { problem: Problem }) {
  const id = problem.body.existing?.id;
  if (problem.code !== "employer_exists" || id === undefined) return null;
  return (
    <Alert color="ochre">
      <AnchorLink to="/employeurs/$employerId" params={{ employerId: id }}>
        {employers.openKnown}
      </AnchorLink>
    </Alert>
  );
}

function useConflictFields(
  networks: readonly { value: string; label: string }[],
): ConflictField<Values>[] {
  const kind = useLabelOf("employer_kinds");
  const band = useLabelOf("headcount_bands");
  const territory = useTerritoryName();
  const network = (id: string) => networks.find(({ value }) => value === id)?.label ?? "";
  const text = (
    name:
      | "siret"
      | "siret_reason"
      | "name"
      | "activity_code"
      | "address"
      | "website"
      | "description",
  ) => ({
    name,
    label: LABELS[name] ?? name,
    show: (values: Values) => values[name],
  });
  return [
    text("siret"),
    text("siret_reason"),
    text("name"),
    {
      name: "kind",
      label: employers.kind,
      show: ({ kind: code }) => (code === null ? "" : kind(code)),
    },
    {
      name: "headcount_band",
      label: employers.headcount,
      show: ({ headcount_band: code }) => (code === null ? "" : band(code)),
    },
    {
      name: "commune",
      label: employers.commune,
      show: ({ commune }) => (commune === null ? "" : territory(commune.code)),
    },
    text("address"),
    text("activity_code"),
    text("website"),
    text("description"),
    {
      name: "networks",
      label: employers.networks,
      show: ({ networks: ids }) => ids.map(network).join(", "),
    },
  ];
}
