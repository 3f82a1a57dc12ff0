import { plural } from "../format";

/** The kanban of stages. */
export const board = {
  title: "Tableau",
  description: "Où en est chaque foyer. Faites glisser une carte, ou utilisez « Déplacer vers… ».",
  countsDescription: "Où en sont les foyers que le réseau accompagne, tous territoires réunis.",
  mine: "Mes dossiers seulement",
  columns: "Étapes du parcours",
  cards: (label: string) => `Dossiers à l’étape ${label}`,
  count: (count: number) => plural(count, "% dossier", "% dossiers"),
  age: (days: number) =>
    days === 0 ? "aujourd’hui" : plural(days, "depuis % jour", "depuis % jours"),
  empty: "Aucun dossier à cette étape.",
  more: "Afficher la suite",
  moreOf: (label: string) => `Afficher la suite de l’étape ${label}`,
  notHere: (name: string, to: string) => `${name} ne peut pas passer directement à « ${to} ».`,
} as const;
