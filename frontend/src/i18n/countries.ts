/** ISO 3166 codes of countries people may write from. */
const CODES =
  "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GF GH GM GN GP GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ OM PA PE PF PG PH PK PL PM PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WF WS YE YT ZA ZM ZW";

const names = new Intl.DisplayNames("fr", { type: "region" });

/** France first, then every country by its French name; computed once. */
export const COUNTRIES: { value: string; label: string }[] = byFrenchName();

/** "Belgique" from "BE", nothing from nothing. */
export const countryName = (code: string | null): string => (code ? (names.of(code) ?? code) : "");

/** "Belgique" from "BE"; France is not worth saying here, and gives nothing. */
export function foreignCountry(code: string | null): string | null {
  return code === null || code === "" || code === "FR" ? null : countryName(code);
}

function byFrenchName() {
  const order = new Intl.Collator("fr");
  const all = CODES.split(" ").map((code) => ({ value: code, label: names.of(code) ?? code }));
  const sorted = all.sort((left, right) => order.compare(left.label, right.label));
  const isFrance = ({ value }: { value: string }) => value === "FR";
  return [...sorted.filter(isFrance), ...sorted.filter((country) => !isFrance(country))];
}
