import { Text } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useLists } from "@/api/reference";
import { PageHeader } from "@/components/PageHeader";
import { ErrorState, LoadingState } from "@/components/states";
import { useOffer } from "@/features/public-offers/api";
import { contactForm } from "@/i18n/fr/contact-form";
import { useFormTicket } from "./api";
import classes from "./contact-form.module.css";
import { RequestForm } from "./RequestForm";

/** The choices of the form. */
const FORM_LISTS = [
  "household_kinds",
  "age_bands",
  "project_types",
  "horizons",
  "housing_wishes",
  "need_themes",
  "lot_links",
  "consent_purposes",
];

/** The public form: one column, three minutes. */
export function ContactFormPage() {
  const { offre, evenement, ...prefill } = useSearch({ from: "/public/demande" });
  // An offer that is gone is no reason to turn anybody away: the form opens without it.
  const offer = useOffer(offre ?? null);
  const offerKnown = offre === undefined || !offer.isPending;
  const ticket = useFormTicket();
  const lists = useLists(FORM_LISTS);
  const failed = [ticket, lists].find((read) => read.isError);
  const retry = () => {
    void ticket.refetch();
    void lists.refetch();
  };
  return (
    <div className={classes.column}>
      <PageHeader title={contactForm.title} description={contactForm.intro} />
      {failed ? (
        <ErrorState error={failed.error} onRetry={retry} title={contactForm.closed} />
      ) : null}
      {!failed && (ticket.isPending || lists.isPending || !offerKnown) ? (
        <LoadingState lines={8} />
      ) : null}
      {ticket.data && lists.data && offerKnown ? (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {contactForm.optionalNote}
          </Text>
          <RequestForm
            ticket={ticket.data}
            prefill={{ ...prefill, event: evenement, offer: offer.data?.card }}
          />
        </>
      ) : null}
    </div>
  );
}
