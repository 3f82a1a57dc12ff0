import { formatInteger, formatList, plural } from "../format";

/** The dashboard of the programme, of a référent, of the steering committee and of employers. */
export const dashboards = {
  title: "Tableau de bord",
  titleOf: (period: string) => `Tableau de bord ${period}`,
  descriptions: {
    programme: "Où en est l’attractivité du Lot, dans tout le département.",
    referent: "Où en est l’accueil sur votre territoire.",
    steering: "Les résultats du programme, sans aucune donnée sur les foyers.",
    employer: "Le réseau des employeurs, et vos offres.",
  },
  territory: (names: readonly string[]) => `Sur votre territoire : ${formatList(names)}.`,
  year: "Année",
  part: "Période",
  wholeYear: "Toute l’année",
  quarters: ["1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre"],
  quarter: (quarter: number, year: number) =>
    `${quarter === 1 ? "1er" : `${quarter}e`} trimestre ${year}`,
  print: "Imprimer",
  running: (previous: string) =>
    `La période n’est pas finie : elle est comparée à la même période de ${previous}, prise en entier.`,

  figures: "En bref",
  definition: "Définition",
  definitionOf: (label: string) => `Définition : ${label}`,
  coefficient: (value: string, source: string) => `Coefficient ${value} : ${source}`,
  openList: "Voir les dossiers",
  openListOf: (label: string) => `Voir les dossiers : ${label}`,
  hidden: "moins de 5",
  hiddenHint: "Un nombre trop petit n’est pas montré : on pourrait reconnaître un foyer.",
  nothing: "–",
  nothingName: "rien à mesurer",

  /** The figure of the year before, in words. */
  same: (previous: string) => `comme en ${previous}`,
  noneBefore: (previous: string) => `aucun en ${previous}`,
  unknownBefore: (previous: string) => `pas de mesure en ${previous}`,
  change: (signed: string, previous: string, before: string) =>
    `${signed} par rapport à ${previous} (${before})`,
  more: (amount: string, previous: string) => `${amount} de plus qu’en ${previous}`,
  less: (amount: string, previous: string) => `${amount} de moins qu’en ${previous}`,
  points: (signed: string, previous: string) => `${signed} par rapport à ${previous}`,
  pointsOf: (points: number) => plural(Math.abs(points), "% point", "% points"),

  hours: (value: string) => `${value} h`,
  target: (target: string) => `Objectif : ${target}`,
  reached: "objectif atteint",
  above: (amount: string) => `objectif dépassé de ${amount}`,
  missing: (amount: string) => `il en manque ${amount}`,
  tooLong: (amount: string) => `${amount} de trop`,

  sourcesSection: "D’où viennent les foyers",
  cohortsSection: "Ce que deviennent les foyers",
  funnel: "Des demandes aux installations, par source",
  funnelHint:
    "Pour chaque source : les dossiers reçus, accompagnés et installés pendant la période.",
  entered: "reçus",
  supported: "accompagnés",
  settled: "installés",
  source: "Source",
  cohorts: "Que sont devenus les foyers arrivés chaque mois",
  cohortsHint:
    "Chaque ligne suit les dossiers ouverts un même mois : combien ont été accompagnés, combien se sont installés, jusqu’à aujourd’hui.",
  month: "Mois",

  map: "Carte du Lot",
  mapHint:
    "Chaque forme est une commune. Choisissez une intercommunalité sur la carte pour lire son chiffre.",
  mapName: "Carte des intercommunalités du Lot",
  mapMeasure: "Colorer selon",
  mapByCommune: "les familles installées, par commune",
  mapLegend: "Légende",
  mapNone: "La carte apparaîtra quand les communes seront chargées.",
  mapTable: "Par intercommunalité",
  mapChoose: "Choisissez une intercommunalité.",
  step: (from: number, to: number) =>
    from === to ? formatInteger(from) : `${formatInteger(from)} à ${formatInteger(to)}`,
  place: (name: string, value: string) => `${name} : ${value}`,
  commune: "Commune",
  epci: "Intercommunalité",
  nowhere: "Sans territoire",
  total: "Total",

  obstacles: "Les freins, par intercommunalité",
  obstaclesHint:
    "Le nombre de dossiers qui rencontrent chaque frein. Ces chiffres nourrissent les groupes de travail.",
  obstacle: "Frein",
  obstaclesNone: "Aucun frein n’a été noté sur cette période.",

  months: "Mois par mois",
  monthsFiles: "Dossiers reçus, accompagnés et installés",
  monthsHint: "Du premier au dernier jour de chaque mois.",
  delay: "Délai du premier contact",
  delayHint: "La moitié des foyers sont contactés plus vite, en heures ouvrées.",
  delayLabel: "heures ouvrées",
  kept: "Délais tenus",
  keptHint: "La part des premiers contacts faits à temps.",
  keptLabel: "à temps",
  summaryMonths: (label: string, value: string, month: string) => `${label} : ${value} en ${month}`,
  stands: "Sur les stands",

  ownOffers: "Vos offres d’emploi",
  ownPublished: (count: number) =>
    plural(count, "% offre publiée aujourd’hui", "% offres publiées aujourd’hui"),
  ownFilled: (count: number) =>
    plural(
      count,
      "% famille installée grâce à vos offres",
      "% familles installées grâce à vos offres",
    ),
  ownOffersLink: "Voir vos offres",

  emptyTitle: "Rien à montrer pour le moment",
  emptyText:
    "Le tableau de bord se remplit tout seul : chaque dossier reçu, accompagné ou installé y est compté une fois.",
  emptyYear: "Choisissez une autre année, ou ouvrez un premier dossier.",

  targets: "Objectifs",
  targetsOf: (year: number) => `Objectifs ${year}`,
  targetsIntro:
    "Ce que le programme vise dans l’année : pour tout le Lot, ou pour une intercommunalité.",
  targetsLink: "Objectifs",
  targetsBack: "Tableau de bord",
  targetsNone: "Aucun objectif pour cette année",
  targetsNoneText:
    "Un objectif donne un repère : le tableau de bord montre alors où l’on en est et ce qu’il reste à faire.",
  addTarget: "Ajouter un objectif",
  editTarget: "Modifier l’objectif",
  editTargetOf: (label: string) => `Modifier l’objectif : ${label}`,
  removeTarget: "Supprimer",
  removeTargetOf: (label: string) => `Supprimer l’objectif : ${label}`,
  removeTargetText: "Le chiffre atteint reste calculé ; seul l’objectif disparaît.",
  targetRemoved: "L’objectif est supprimé",
  targetSaved: "L’objectif est enregistré",
  indicator: "Indicateur",
  wholeLot: "Tout le Lot",
  where: "Territoire",
  whereHint: "Sans choix, l’objectif vaut pour tout le Lot.",
  goal: "Objectif",
  goalValue: "Chiffre à atteindre",
  goalNote: "D’où il vient (facultatif)",
  goalNoteHint: "Une décision du COPIL, une convention.",
  achieved: "Réalisé",
  gap: "Écart",
  chooseIndicator: "Choisissez un indicateur.",
  giveValue: "Indiquez un nombre entier, de 0 à 1 000 000.",
} as const;
