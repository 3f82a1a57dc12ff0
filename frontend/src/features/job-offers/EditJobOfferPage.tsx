import { Alert, Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { useMay } from "@/api/use-session";
import { useConflict } from "@/components/ConflictDialog";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { jobOffers } from "@/i18n/fr/job-offers";
import {
  type JobOffer,
  moveJobOffer,
  readJobOffer,
  updateJobOffer,
  useJobOffer,
  useRefreshJobOffers,
} from "./api";
import { useOfferConflictFields } from "./conflict-fields";
import { ApplyFields, TermsFields, WelcomeFields, WorkFields } from "./OfferFields";
import { changesOf, LABELS, type OfferValues, validate, valuesOf } from "./values";

/** `/offres-emploi/{id}/modifier`: the same page as a new offer, with what was said. */
export function EditJobOfferPage() {
  const may = useMay("write_job_offers");
  const { jobOfferId } = useParams({ from: "/staff/offres-emploi/$jobOfferId/modifier" });
  const offer = useJobOffer(may ? jobOfferId : undefined);
  if (!may) return <ForbiddenState />;
  if (offer.isError) return <ProblemPage error={offer.error} onRetry={() => offer.refetch()} />;
  if (offer.data === undefined) return <LoadingState />;
  return (
    <>
      <PageHeader title={jobOffers.editTitle} description={offer.data.title} />
      <EditForm offer={offer.data} />
    </>
  );
}

function EditForm({ offer }: { offer: JobOffer }) {
  const form = useForm<OfferValues>({ initialValues: valuesOf(offer), validate: validate(false) });
  const submits = useRef(false);
  const { save, dialog } = useSave(offer);
  const submit = useFormSubmit(form, (values) => save(values, submits.current));
  const imported = offer.external_id !== null;
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack maw="52rem">
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        {imported ? (
          <Section title={jobOffers.partTerms}>
            <Stack>
              <Alert>{jobOffers.fromSource}</Alert>
              <WelcomeFields form={form} />
            </Stack>
          </Section>
        ) : (
          <>
            <WorkFields form={form} />
            <TermsFields form={form} />
            <ApplyFields form={form} />
          </>
        )}
        <Group justify="flex-end">
          <ButtonLink
            to="/offres-emploi/$jobOfferId"
            params={{ jobOfferId: offer.id }}
            variant="subtle"
          >
            {common.cancel}
          </ButtonLink>
          <Button
            type="submit"
            variant={offer.allowed.includes("submitted") ? "default" : "filled"}
            loading={submit.pending && !submits.current}
            onClick={() => {
              submits.current = false;
            }}
          >
            {common.save}
          </Button>
          {offer.allowed.includes("submitted") ? (
            <Button
              type="submit"
              loading={submit.pending && submits.current}
              onClick={() => {
                submits.current = true;
              }}
            >
              {jobOffers.saveAndSubmit}
            </Button>
          ) : null}
        </Group>
      </Stack>
      {dialog}
    </form>
  );
}

/** Saves what changed, hands the offer in when asked, and goes back to it. */
function useSave(offer: JobOffer) {
  const navigate = useNavigate();
  const refresh = useRefreshJobOffers();
  const conflict = useConflict<JobOffer, OfferValues>({
    fields: useOfferConflictFields(),
    valuesOf,
    read: readJobOffer,
    send: async (row, values) => {
      const changes = changesOf(row, values);
      return Object.keys(changes).length === 0 ? row : await updateJobOffer(row, changes);
    },
  });
  const save = async (values: OfferValues, submits: boolean) => {
    if ((await conflict.save(offer, values)) === null) return;
    if (submits) await moveJobOffer(offer, { to: "submitted" });
    toastDone(submits ? jobOffers.submitted : jobOffers.saved);
    await refresh();
    await navigate({ to: "/offres-emploi/$jobOfferId", params: { jobOfferId: offer.id } });
  };
  return { save, dialog: conflict.dialog };
}
