import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import type { Column } from "@/components/DataTable";
import { ListFrame } from "@/components/ListFrame";
import { toastDone, toastProblem } from "@/components/toasts";
import { inDays } from "@/features/prospects/values";
import { formatDaysFromNow, formatShortDate, today } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { jobOffers } from "@/i18n/fr/job-offers";
import { JOB_OFFERS, type JobOffer, moveJobOffer, renewJobOffer, useRefreshJobOffers } from "./api";
import { OfferName, useOfferPlace } from "./columns";
import classes from "./job-offers.module.css";
import { ReasonDialog } from "./ReasonDialog";
import { jobOfferQuery, SOON_DAYS } from "./search";

/** Offers that wait for the programme, the oldest first: published in one click, or handed back with a reason. */
export function ReviewQueue() {
  const list = useKeysetList<JobOffer>(JOB_OFFERS, jobOfferQuery({ vue: "relecture" }, ""));
  const [handedBack, setHandedBack] = useState<JobOffer | null>(null);
  const act = useAct();
  const place = useOfferPlace();
  const columns: Column<JobOffer>[] = [
    {
      key: "offer",
      header: jobOffers.offer,
      render: (offer) => (
        <>
          <OfferName offer={offer} place={place(offer)} />
          <Text size="sm" fw={400} lineClamp={3} mt={4} className={classes.said}>
            {offer.description}
          </Text>
        </>
      ),
    },
    { key: "salary", header: jobOffers.salary, render: (offer) => offer.salary ?? common.unknown },
    {
      key: "since",
      header: jobOffers.submittedSince,
      render: (offer) => formatDaysFromNow(offer.updated_at),
    },
    {
      key: "actions",
      header: common.actions,
      quiet: true,
      align: "end",
      render: (offer) => (
        <Group gap="xs" justify="flex-end">
          <Button
            size="compact-sm"
            aria-label={jobOffers.moveOf(jobOffers.moves.published ?? "", offer.title)}
            onClick={() =>
              act(moveJobOffer(offer, { to: "published" }), jobOffers.moved.published ?? "")
            }
          >
            {jobOffers.moves.published}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={jobOffers.moveOf(jobOffers.moves.rejected ?? "", offer.title)}
            onClick={() => setHandedBack(offer)}
          >
            {jobOffers.moves.rejected}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <>
      <ListFrame
        list={list}
        caption={jobOffers.viewReview}
        columns={columns}
        rowKey={(offer) => offer.id}
        filters={null}
        filtered={false}
        empty={{ title: jobOffers.reviewEmptyTitle, text: jobOffers.reviewEmptyText }}
      />
      {handedBack ? (
        <ReasonDialog offer={handedBack} to="rejected" onClose={() => setHandedBack(null)} />
      ) : null}
    </>
  );
}

/** Published offers whose last day comes within the week, renewed in one click. */
export function ExpiringOffers() {
  const query = jobOfferQuery({ vue: "expirent" }, inDays(today(), SOON_DAYS));
  const list = useKeysetList<JobOffer>(JOB_OFFERS, query);
  const act = useAct();
  const place = useOfferPlace();
  const columns: Column<JobOffer>[] = [
    {
      key: "offer",
      header: jobOffers.offer,
      render: (offer) => <OfferName offer={offer} place={place(offer)} />,
    },
    {
      key: "expires",
      header: jobOffers.expires,
      render: (offer) =>
        offer.expires_on
          ? `${formatShortDate(offer.expires_on)}, ${formatDaysFromNow(offer.expires_on)}`
          : null,
    },
    {
      key: "actions",
      header: common.actions,
      quiet: true,
      align: "end",
      render: (offer) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={jobOffers.moveOf(jobOffers.renew, offer.title)}
          onClick={() => act(renewJobOffer(offer), jobOffers.renewed)}
        >
          {jobOffers.renew}
        </Button>
      ),
    },
  ];
  return (
    <ListFrame
      list={list}
      caption={jobOffers.viewExpiring}
      columns={columns}
      rowKey={(offer) => offer.id}
      filters={null}
      filtered={false}
      empty={{ title: jobOffers.expiringEmptyTitle, text: jobOffers.expiringEmptyText }}
    />
  );
}

/** Says what came of a click on a line, and reads the lists again. */
function useAct() {
  const refresh = useRefreshJobOffers();
  return (doing: Promise<unknown>, done: string) =>
    void doing
      .then(() => toastDone(done))
      .catch((error: unknown) => toastProblem(error))
      .finally(refresh);
}
