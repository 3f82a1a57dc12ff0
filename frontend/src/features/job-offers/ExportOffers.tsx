import { ExportMenu } from "@/components/ExportMenu";
import { jobOffers } from "@/i18n/fr/job-offers";
import { JOB_OFFERS } from "./api";
import { type JobOfferSearch, jobOfferQuery } from "./search";

const FORMATS = [
  { label: jobOffers.exportExcel, query: { format: "csv", profile: "excel-fr" }, ending: "csv" },
  { label: jobOffers.exportJson, query: { format: "json" }, ending: "json" },
  { label: jobOffers.exportCsv, query: { format: "csv", profile: "rfc4180" }, ending: "csv" },
  { label: jobOffers.exportNdjson, query: { format: "ndjson" }, ending: "ndjson" },
];

/** Takes away exactly the offers that the filters show. */
export function ExportOffers({ search }: { search: JobOfferSearch }) {
  const { count: _count, ...query } = jobOfferQuery(search, "");
  return (
    <ExportMenu
      label={jobOffers.export}
      hint={jobOffers.exportHint}
      done={jobOffers.exported}
      path={`${JOB_OFFERS}/export`}
      query={query}
      name="offres"
      formats={FORMATS}
    />
  );
}
