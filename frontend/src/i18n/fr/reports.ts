import { formatDate, formatInteger, plural } from "../format";

/** "2024", "janvier 2025" or "28 janvier 2025": the year, month or day that a figure was told for. */
function asOf(told: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(told)) return formatDate(told);
  return /^\d{4}-\d{2}$/.test(told) ? formatDate(`${told}-01`).replace(/^1er /, "") : told;
}

/** The yearly report (bilan): prepared, published, corrected, read by everybody. */
export const reports = {
  title: "Bilans",
  intro:
    "Les chiffres de chaque année, recalculés à partir des dossiers, puis figés une fois publiés.",
  introReader: "Les bilans publiés. Les cellules de moins de 5 sont masquées.",
  add: "Préparer un bilan",
  addTitle: "Préparer un bilan",
  create: "Préparer",
  year: "Année",
  yearHint: "De 2018 à cette année.",
  yearRequired: "Indiquez une année.",
  created: "Bilan préparé",
  emptyTitle: "Aucun bilan pour le moment",
  emptyText:
    "Choisissez une année : ses chiffres sont recalculés à partir des dossiers. Vous les relisez, vous les validez, puis vous les publiez : ils ne changent plus.",
  emptyReader: "L’équipe du programme n’a pas encore publié de bilan.",
  results: (count: number) => plural(count, "% édition", "% éditions"),
  name: "Bilan",
  nameOf: (year: number) => `Bilan ${year}`,
  edition: "Édition",
  editionOf: (edition: number) => `Édition ${edition}`,
  status: "État",
  publishedOn: "Publié le",
  none: "–",
  tab: (year: number) => `Bilan ${year}`,

  facts: "Cette édition",
  computedOn: "Calculé le",
  validatedOn: "Validé le",
  validatedBy: (day: string, name: string | null) => (name ? `${day}, par ${name}` : day),
  fingerprint: "Empreinte SHA-256",
  reason: "Motif de la correction",
  draftText: "Les chiffres ne sont pas encore calculés.",

  steps: "Les étapes",
  stepsOf: {
    draft: "Préparer",
    computed: "Calculer",
    validated: "Valider",
    published: "Publier",
  } as Record<string, string>,
  stepText: {
    draft: "Une édition de l’année est ouverte. Rien n’est calculé.",
    computed:
      "Tous les chiffres de l’année sont recalculés à partir des dossiers, avec leur définition du jour. Recommencez aussi souvent qu’il le faut.",
    validated: "Une personne a relu les chiffres et les écarts avec ce qui a été publié.",
    published:
      "Les chiffres sont figés avec leur empreinte, pour de bon. Une erreur se corrige par une nouvelle édition.",
  } as Record<string, string>,
  stepDone: "Fait",
  stepNow: "En cours",
  compute: "Calculer les chiffres",
  computeAgain: "Recalculer",
  computed: "Chiffres calculés",
  validate: "Valider",
  validated: "Bilan validé",
  publish: "Publier",
  publishTitle: "Publier ce bilan ?",
  publishText:
    "Ses chiffres sont figés pour de bon, visibles des partenaires et du public. Une erreur se corrigera par une nouvelle édition.",
  published: "Bilan publié",
  remove: "Supprimer",
  removeTitle: "Supprimer cette édition ?",
  removeText: "Elle n’est pas publiée : rien d’autre n’en dépend.",
  removed: "Édition supprimée",
  correct: "Corriger",
  correctTitle: "Corriger ce bilan",
  correctText:
    "Une nouvelle édition est préparée. L’édition publiée reste telle quelle, et les différences sont expliquées dossier par dossier.",
  correctReason: "Motif",
  correctReasonHint: "Visible de tous : n’écrivez aucun nom.",
  correctReasonRequired: "Indiquez pourquoi ce bilan est corrigé.",
  corrected: "Nouvelle édition préparée",
  print: "Imprimer",
  export: "Exporter",
  exportHint: "Les chiffres de cette édition",
  exported: "Bilan exporté",
  exports: { xlsx: "Classeur Excel", csv: "CSV pour tableur", json: "JSON (contenu figé)" },

  figures: "Chiffres de l’année",
  figure: "Indicateur",
  previous: (year: number) => String(year - 1),
  evolution: "Évolution",
  target: "Objectif",
  previousTarget: (year: number, target: string) => `${year} : ${target}`,
  nothing: "Rien à mesurer",
  definition: "Définition et détail",
  definitionOf: (label: string) => `Définition et détail : ${label}`,
  dateRule: "Règle de date",
  coefficient: (value: string, source: string, from: string) =>
    `Coefficient ${value}, depuis le ${formatDate(from)} : ${source}`,
  byEpci: "Par intercommunalité",
  bySource: "Par origine du contact",
  part: "Détail",
  hidden: "< 5 ou masqué",
  hiddenText:
    "Les cellules de moins de 5 sont masquées, et d’autres avec elles pour qu’aucune soustraction ne les révèle.",
  open: (value: string, label: string, year: number) =>
    `${value} : ouvrir la liste « ${label} » de ${year}`,
  byEpciIntro: "Les principaux chiffres de l’année, par intercommunalité.",

  press: "Publié et recalculé",
  pressIntro:
    "Ce que le programme a dit à la presse sur cette année, à côté de ce que disent les dossiers.",
  pressNone: "Aucun chiffre publié sur cette année n’est enregistré.",
  told: "Chiffre publié",
  toldValue: "Publié",
  recomputed: "Recalculé",
  gap: "Écart",
  about: (value: string) => `environ ${value}`,
  /** When a figure was told to hold: at a moment, or over some years. */
  heldFor: (from: number | null, told: string) =>
    from === null ? asOf(told) : `${from} à ${asOf(told)}`,
  explain: "Expliquer",
  explainOf: (label: string) => `Expliquer l’écart : ${label}`,
  explainTitle: "Expliquer l’écart",
  gapReason: "Raison",
  gapAuto: "Laisser le calcul décider",
  note: "En quelques mots",
  explained: "Explication enregistrée. Recalculez le bilan pour l’y faire figurer.",
  multiplied: (families: number, coefficient: string) =>
    `${formatInteger(families)} familles × ${coefficient}`,
  personSaid: "Raison donnée par une personne.",

  history: "Historique des éditions",
  historyFirst: "Première édition.",
  corrects: (edition: number) => `Corrige l’édition ${edition}`,
  sameFigures: "Aucun chiffre ne change.",
  differences: "Ce qui change",
  before: "Avant",
  after: "Après",
  files: "Dossiers",
  changeOf: {
    entered: "entré",
    left: "sorti",
    moved: "changé d’intercommunalité",
    weighed: "compté autrement",
  } as Record<string, string>,
  counts: (entered: number, left: number, moved: number, weighed: number) =>
    [
      entered > 0 ? plural(entered, "% entré", "% entrés") : "",
      left > 0 ? plural(left, "% sorti", "% sortis") : "",
      moved > 0 ? plural(moved, "% déplacé", "% déplacés") : "",
      weighed > 0 ? plural(weighed, "% compté autrement", "% comptés autrement") : "",
    ]
      .filter((part) => part !== "")
      .join(", ") || "aucun",
  deed: (day: string, what: string) => `${what} le ${formatDate(day)}`,
  noDeed: "sans correction notée au journal",
  seeFile: (number: string) => `Chercher le dossier ${number}`,

  text: "Texte pour la presse",
  textIntro: "Prêt à copier. Il ne dit que ce que tout le monde peut lire.",
  copy: "Copier le texte",
  copied: "Texte copié",
  copyFailed: "La copie n’a pas abouti. Sélectionnez le texte puis copiez-le.",

  publicIntro: (edition: number, day: string) =>
    edition > 1
      ? `Édition ${edition}, publiée le ${formatDate(day)} : elle corrige la précédente.`
      : `Publié le ${formatDate(day)}.`,
  licence: "Licence des données :",
  table: "Télécharger les chiffres (CSV)",
  json: "Lire les données (JSON)",
  otherYears: "Autres années",
  footer: (year: number) => `Bilan ${year}`,
} as const;
