import { plural } from "../format";

/** The routing table, as the programme edits it. */
export const routingTable = {
  title: "Orientation",
  description:
    "Qui est sollicité pour chaque foyer. La phrase de chaque ligne est lue par les référents, et par les familles.",
  inForce: (version: number, date: string, author: string | null) =>
    author === null
      ? `Version ${version}, en vigueur depuis le ${date}`
      : `Version ${version}, en vigueur depuis le ${date}, par ${author}`,
  shipped: (version: number) => `Version ${version}, table de départ`,
  automatic: "Proposer automatiquement",
  automaticHint:
    "Dès qu’un dossier est qualifié, la personne la mieux placée est sollicitée. Sinon, quelqu’un appuie sur « Proposer au mieux placé ».",
  territorial: "Selon le territoire",
  wished: "Le foyer souhaite un territoire",
  no_territory: "Le foyer n’a pas de territoire souhaité",
  technical: "Selon le projet",
  technicalHint: "Un référent technique apporte son métier, en plus du référent du territoire.",
  technicalEmpty:
    "Aucune ligne : personne n’est sollicité pour le métier. Ajoutez-en une par chambre consulaire.",
  needs: "Selon le besoin",
  needsHint:
    "À qui s’adresser pour le logement, l’école, les démarches… le plus compétent d’abord.",
  needsEmpty: "Aucune ligne : un besoin n’est adressé à personne automatiquement.",
  case: "Situation",
  projects: "Types de projet",
  theme: "Besoin",
  partnerKinds: "Organismes sollicités",
  partnerKindsHint: "Dans l’ordre de préférence.",
  sentence: "Phrase d’explication",
  sentenceHint: "Une phrase simple, qui peut être lue par la famille. 300 caractères au plus.",
  note: "Pourquoi ce changement ?",
  noteHint: "Gardé dans l’historique de la table. Facultatif.",
  addTechnical: "Ajouter une ligne de projet",
  addNeed: "Ajouter une ligne de besoin",
  lineTitle: "Ligne de la table d’orientation",
  editOf: (line: string) => `Modifier la ligne : ${line}`,
  removeOf: (line: string) => `Supprimer la ligne : ${line}`,
  removeTitle: "Supprimer cette ligne ?",
  removeText:
    "Les prochains foyers ne seront plus orientés par cette ligne. Les propositions déjà faites ne changent pas, et vous pouvez revenir à la version précédente.",
  saved: (version: number) => `La version ${version} est en vigueur.`,
  history: "Historique",
  historyHint: "Chaque changement crée une version. En rétablir une en crée une nouvelle.",
  versionOf: (version: number, date: string) => `Version ${version}, le ${date}`,
  initial: "Table de départ",
  current: "En vigueur",
  restore: "Rétablir",
  restoreOf: (version: number) => `Rétablir la version ${version}`,
  restoreTitle: (version: number) => `Rétablir la version ${version} ?`,
  restoreText:
    "Elle s’applique aux prochaines propositions. Celles qui sont en cours ne changent pas.",
  restoreNote: (version: number) => `Retour à la version ${version}`,
  show: "Voir les lignes",
  showOf: (version: number) => `Voir les lignes de la version ${version}`,
  lines: (count: number) => plural(count, "% ligne", "% lignes"),
  shown: (about: string, kinds: string, sentence: string) => `${about} : ${kinds}. ${sentence}`,
} as const;
