import { formatInteger, plural } from "../format";

/** The programme's view of the network. */
export const supervision = {
  title: "Supervision",
  description:
    "Où en est le réseau : ce qui attend, qui a de la place, et les délais tenus envers les foyers.",
  print: "Imprimer",
  summary: "En bref",
  open: "dossiers en cours",
  proposed: "propositions sans réponse",
  overdue: "en retard",
  waiting: "sans référent",
  acceptedInTime: "réponses à temps",
  contactInTime: "premiers contacts à temps",
  basis: (kept: string, total: string) => `${kept} sur ${total} en douze mois`,
  kept: (share: string, kept: string, total: string) => `${share} (${kept} sur ${total})`,
  keptNone: "Pas encore de mesure",

  map: "Carte schématique",
  mapHint:
    "Chaque forme est une commune. Choisissez une intercommunalité sur la carte ou dans le tableau pour voir son détail.",
  mapName: "Carte des intercommunalités du Lot",
  measure: "Colorer selon",
  measures: {
    files: "les dossiers en cours, par commune",
    load: "la charge des référents",
    overdue: "les retards",
    waiting: "les foyers sans référent",
  },
  legend: "Légende",
  loadShades: ["Aucun référent", "De la place", "À moitié pris", "Presque complet", "Complet"],
  step: (from: number, to: number) =>
    from === to ? formatInteger(from) : `${formatInteger(from)} à ${formatInteger(to)}`,
  noPlace: "La carte apparaîtra quand les communes seront chargées.",
  communeTitle: (name: string, files: number) =>
    `${name} : ${plural(files, "% dossier en cours", "% dossiers en cours")}`,
  epciName: (name: string, files: number, overdue: number, waiting: number) =>
    [
      `${name} : ${plural(files, "% dossier en cours", "% dossiers en cours")}`,
      plural(overdue, "% retard", "% retards"),
      plural(waiting, "% foyer sans référent", "% foyers sans référent"),
    ].join(", "),

  detail: "Détail",
  detailNone:
    "Choisissez une intercommunalité : ses dossiers, ses référents et leur charge s’affichent ici.",
  showDetail: (name: string) => `Voir le détail : ${name}`,
  detailFiles: "Voir les dossiers",
  detailReferents: "Référents de ce territoire",
  detailNobody:
    "Aucun référent ne suit ce territoire. Ajoutez-en un dans « Administration, Référents ».",
  communesWithFiles: "Communes souhaitées",

  byEpci: "Par intercommunalité",
  byReferent: "Par référent",
  byReferentHint:
    "Par ordre alphabétique. Ces chiffres servent à répartir le travail et à remercier, jamais à classer.",
  epci: "Intercommunalité",
  referent: "Référent",
  zones: "Territoires",
  load: "Charge",
  loadOf: (files: number, capacity: number | null) =>
    capacity === null
      ? `${plural(files, "% dossier", "% dossiers")}, sans limite`
      : `${formatInteger(files)} sur ${formatInteger(capacity)}`,
  full: "Complet",
  columnOpen: "En cours",
  columnProposed: "Proposés",
  columnWaiting: "Sans référent",
  columnOverdue: "En retard",
  columnAccepted: "Réponses à temps",
  columnContact: "Premiers contacts à temps",
  awayUntil: (date: string) => `En congé jusqu’au ${date}`,
  noReferents: "Aucun référent pour le moment. Ajoutez-en dans « Administration, Référents ».",

  pool: "Vivier du programme",
  poolHint:
    "Ces foyers n’ont pu être proposés à personne : c’est à l’équipe du programme de trouver.",
  poolEmpty: "Le vivier est vide : chaque foyer qualifié a quelqu’un.",
  poolSince: (when: string) => `Dans le vivier ${when}`,
  unrouted: "Pas encore proposés",
  unroutedHint: "Dossiers qualifiés pour lesquels personne n’a été sollicité.",
  unroutedEmpty: "Tous les dossiers qualifiés ont été proposés.",
  more: "Voir tous les dossiers sans référent",
  propose: "Proposer au mieux placé",
  proposeOf: (name: string) => `Proposer au mieux placé : ${name}`,
} as const;
