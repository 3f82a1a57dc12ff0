import { Alert, Group, Stack, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { EMPLOYERS, readEmployer } from "@/features/employers/api";
import { jobOffers } from "@/i18n/fr/job-offers";
import { JOB_OFFERS, type JobOffer, useJobOfferCounts, useOfferRole } from "./api";
import { useOfferColumns } from "./columns";
import { ExportOffers } from "./ExportOffers";
import { Filters, useSearchChange } from "./Filters";
import { type JobOfferSearch, jobOfferQuery, readJobOfferSearch } from "./search";
import { ExpiringOffers, ReviewQueue } from "./Waiting";

/** `/offres-emploi`: the offers of the network, or one's own, and what waits for the programme. */
export function JobOffersPage() {
  const may = useMay("read_job_offers");
  const { isStaff, decides } = useOfferRole();
  const mayCompare = useMay("compare_occupations");
  const mayImport = useMay("import_files");
  const search = useSearch({ from: "/staff/offres-emploi" });
  if (!may) return <ForbiddenState />;
  return (
    <>
      <PageHeader
        title={isStaff ? jobOffers.title : jobOffers.ownTitle}
        description={isStaff ? jobOffers.intro : jobOffers.ownIntro}
        actions={
          <>
            {mayCompare ? (
              <ButtonLink to="/offres-emploi/metiers" variant="default">
                {jobOffers.occupationsLink}
              </ButtonLink>
            ) : null}
            {mayImport ? (
              <ButtonLink to="/offres-emploi/import" variant="default">
                {jobOffers.importLink}
              </ButtonLink>
            ) : null}
            <AddButton />
          </>
        }
      />
      {decides ? <Views search={search} /> : <AllOffers search={search} isStaff={isStaff} />}
    </>
  );
}

function AddButton() {
  return useMay("create_job_offers") ? (
    <ButtonLink to="/offres-emploi/nouvelle">{jobOffers.add}</ButtonLink>
  ) : null;
}

/** What the programme has to do stands beside the whole list. */
function Views({ search }: { search: JobOfferSearch }) {
  const counts = useJobOfferCounts().data;
  const change = useSearchChange();
  const waiting = counts?.statuses.find(({ status }) => status === "submitted")?.offers;
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : jobOffers.viewCount(name, count);
  return (
    <Tabs
      value={search.vue ?? "toutes"}
      keepMounted={false}
      onChange={(vue) => change({ vue: readJobOfferSearch({ vue }).vue })}
    >
      <Tabs.List aria-label={jobOffers.views} mb="lg">
        <Tabs.Tab value="toutes">{jobOffers.viewAll}</Tabs.Tab>
        <Tabs.Tab value="relecture">{counted(jobOffers.viewReview, waiting)}</Tabs.Tab>
        <Tabs.Tab value="expirent">{counted(jobOffers.viewExpiring, counts?.expiring)}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="toutes">
        <AllOffers search={search} isStaff />
      </Tabs.Panel>
      <Tabs.Panel value="relecture">
        <ReviewQueue />
      </Tabs.Panel>
      <Tabs.Panel value="expirent">
        <ExpiringOffers />
      </Tabs.Panel>
    </Tabs>
  );
}

function AllOffers({ search, isStaff }: { search: JobOfferSearch; isStaff: boolean }) {
  const list = useKeysetList<JobOffer>(JOB_OFFERS, jobOfferQuery(search, ""));
  const counts = useJobOfferCounts().data;
  const columns = useOfferColumns();
  const { sort: _sort, ...filters } = search;
  return (
    <Stack gap="lg">
      {isStaff ? null : <MembershipNotice />}
      <ListFrame
        list={list}
        caption={isStaff ? jobOffers.title : jobOffers.ownTitle}
        columns={columns}
        rowKey={(offer) => offer.id}
        filtered={Object.keys(filters).length > 0}
        empty={{
          title: isStaff ? jobOffers.emptyTitle : jobOffers.ownEmptyTitle,
          text: isStaff ? jobOffers.emptyText : jobOffers.ownEmptyText,
          action: <AddButton />,
        }}
        filters={
          <Stack gap="sm">
            <Filters search={search} counts={counts} isStaff={isStaff} />
            <Group justify="space-between">
              <Text size="sm" c="dimmed" role="status">
                {list.total === null ? "" : jobOffers.results(list.total)}
              </Text>
              <Group gap="md">
                {counts && counts.positions_filled > 0 ? (
                  <Text size="sm" c="dimmed">
                    {jobOffers.positionsFilled(counts.positions_filled)}
                  </Text>
                ) : null}
                {counts?.active_alerts ? (
                  <Text size="sm" c="dimmed">
                    {jobOffers.activeAlerts(counts.active_alerts)}
                  </Text>
                ) : null}
                <ExportOffers search={search} />
              </Group>
            </Group>
          </Stack>
        }
      />
    </Stack>
  );
}

/** Offers can be written before the membership is active, not read by the public: said before it surprises. */
function MembershipNotice() {
  const [id] = useOfferRole().ownEmployers;
  const employer = useQuery({
    queryKey: [EMPLOYERS, id],
    enabled: id !== undefined,
    queryFn: () => readEmployer({ id: id ?? "" }),
  });
  if (!employer.data || employer.data.membership_status === "active") return null;
  return (
    <Alert color="ochre" title={jobOffers.notMemberTitle}>
      <Text size="sm" c="inherit" mb="xs">
        {jobOffers.notMemberText}
      </Text>
      <AnchorLink
        to="/employeurs/$employerId"
        params={{ employerId: employer.data.id }}
        c="inherit"
        underline="always"
      >
        {jobOffers.ownPage}
      </AnchorLink>
    </Alert>
  );
}
