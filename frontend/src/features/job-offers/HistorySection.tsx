import { Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatShortDate } from "@/i18n/format";
import { jobOffers } from "@/i18n/fr/job-offers";
import { type JobOffer, useJobOfferChanges } from "./api";
import classes from "./job-offers.module.css";

/** Who moved the offer where, when, and why; the latest first. */
export function HistorySection({ offer }: { offer: JobOffer }) {
  const changes = useJobOfferChanges(offer);
  const label = useLabelOf("job_offer_statuses");
  const items = changes.data?.items ?? [];
  return (
    <Section title={jobOffers.history}>
      {changes.isPending ? <LoadingState lines={2} /> : null}
      {changes.isError ? (
        <ErrorState error={changes.error} onRetry={() => changes.refetch()} />
      ) : null}
      {changes.isSuccess && items.length === 0 ? (
        <Text c="dimmed">{jobOffers.noHistory}</Text>
      ) : null}
      <ol className={classes.list}>
        {items.map((line) => (
          <li key={`${line.recorded_at} ${line.to}`}>
            <Text size="sm">
              {jobOffers.historyLine(formatShortDate(line.recorded_at), label(line.to))}
              {", "}
              {line.actor_name ? jobOffers.by(line.actor_name) : jobOffers.byTime}
            </Text>
            {line.reason ? (
              <Text size="sm" c="dimmed" className={classes.said}>
                {line.reason}
              </Text>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
