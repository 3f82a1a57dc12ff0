import { plural } from "../format";

const WHY: Record<string, string> = {
  missing: "il manque une valeur",
  invalid: "une valeur n’est pas du format attendu",
  repeated: "cette clé est déjà plus haut dans le tableau",
  unknown: "une valeur n’est pas connue",
  unreadable: "la ligne ne se lit pas",
};

/** What was told to the press, and how it gets here. */
export const publishedFigures = {
  title: "Chiffres publiés",
  intro:
    "Ce que le programme a dit à la presse. Chaque bilan le met à côté de ce que disent les dossiers.",
  import: "Importer un tableau",
  hint: "Le tableau est un fichier CSV, une ligne par chiffre. Une ligne de même clé remplace la précédente et garde l’explication donnée ici.",
  model: "Télécharger un modèle",
  asOf: "Valable pour",
  document: "Dit dans",
  computed: "Laissée au calcul",
  emptyTitle: "Aucun chiffre publié",
  emptyText:
    "Importez ce qui a été dit à la presse : les bilans montreront l’écart avec les dossiers, et sa raison.",
  results: (count: number) => plural(count, "% chiffre publié", "% chiffres publiés"),
  outcome: (accepted: number, read: number) =>
    `${plural(accepted, "% ligne enregistrée", "% lignes enregistrées")} sur ${read}`,
  allIn: "Recalculez les bilans en préparation pour les y faire figurer.",
  someOut: (refused: number) =>
    `${plural(refused, "% ligne est restée de côté", "% lignes sont restées de côté")}. Corrigez-les puis importez de nouveau le tableau entier : rien ne sera compté deux fois.`,
  refusedLine: (line: number, code: string, column: string | null) =>
    `Ligne ${line}${column ? `, colonne « ${column} »` : ""} : ${WHY[code] ?? code}.`,
};
