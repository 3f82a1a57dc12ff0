/** The family's move into the Lot. */
export const installation = {
  title: "Installation",
  empty: "Dès que le foyer a emménagé, notez ici où et quand : c’est ce qui le compte au bilan.",
  record: "Enregistrer l’installation",
  edit: "Modifier l’installation",
  saved: "L’installation est enregistrée.",
  movedInOn: "Date d’emménagement",
  commune: "Commune d’arrivée",
  adults: "Adultes",
  children: "Enfants",
  jobThrough: "Emploi trouvé grâce à",
  employer: "Employeur",
  sixMonths: "Point à six mois",
  twelveMonths: "Point à douze mois",
  sixMonthResult: "Constat à six mois",
  twelveMonthResult: "Constat à douze mois",
} as const;
