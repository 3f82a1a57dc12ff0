import { plural } from "../format";

/** Words that every chart shares. */
export const charts = {
  table: "Voir le tableau",
  tableOf: (title: string) => `Voir le tableau : ${title}`,
  unknown: "–",
  hidden: "< 5",
  hiddenName: "moins de 5",
  heatHidden:
    "« < 5 » : le nombre est trop petit pour être montré sans que l’on puisse reconnaître un foyer. D’autres cases sont cachées avec lui, pour que l’on ne puisse pas le retrouver par soustraction.",
  scroll: (title: string) => `${title}, tableau à faire défiler`,
  legend: "Légende",
  lineName: (title: string, summary: string) => `${title}. ${summary}`,
  nothing: "Rien à mesurer sur cette période.",
  point: (month: string, value: string) => `${month} : ${value}`,
  months: (count: number) => plural(count, "% mois", "% mois"),
} as const;
