import { formatShortDate } from "@/i18n/format";
import { needsSurveys } from "@/i18n/fr/needs-surveys";
import type { Survey } from "./api";

/** The days of answering in words. */
export const daysText = ({ opens_on, closes_on }: Pick<Survey, "opens_on" | "closes_on">): string =>
  needsSurveys.daysShown(
    opens_on === null ? null : formatShortDate(opens_on),
    closes_on === null ? null : formatShortDate(closes_on),
  );
