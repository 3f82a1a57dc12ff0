import { plural } from "../format";

/** Shared form fields. */
export const fields = {
  datePlaceholder: "JJ/MM/AAAA",
  dateDialog: "Choisir une date",
  previousMonth: "Mois précédent",
  nextMonth: "Mois suivant",
  previousYear: "Année précédente",
  nextYear: "Année suivante",
  previousDecade: "Dix années précédentes",
  nextDecade: "Dix années suivantes",
  clear: "Effacer",
  choose: "Choisir",
  nothingFound: "Aucun résultat. Essayez un autre mot.",
  typeTwoLetters: "Tapez au moins deux lettres.",
  listsUnavailable: "La liste n’a pas pu être chargée.",
  territoryPlaceholder: "Commune ou intercommunalité",
  occupationPlaceholder: "Exemple : infirmière, menuisier",
  occupationFree: (text: string) => `Garder « ${text} » tel quel`,
  kinds: { departement: "Département", epci: "Intercommunalité", commune: "Commune" } as Record<
    string,
    string
  >,
  kindsPlural: {
    departement: "Département",
    epci: "Intercommunalités",
    commune: "Communes",
  } as Record<string, string>,
  territoriesPlaceholder: "Tapez un nom ou un code postal",
  charactersLeft: (count: number) => plural(count, "% caractère restant", "% caractères restants"),
} as const;
