import { plural } from "../format";

/** Taking over an office's history from a spreadsheet. */
export const imports = {
  title: "Imports",
  intro: "Reprenez l’historique d’un territoire depuis son tableur, sans recopier.",
  emptyTitle: "Aucun fichier importé pour le moment",
  emptyText:
    "Déposez le tableur d’un territoire ou d’un partenaire. Vous verrez ce qui sera créé avant que rien ne soit enregistré, et vous pourrez tout annuler ensuite.",
  list: "Fichiers importés",
  file: "Fichier",
  status: "État",
  rows: "Lignes",
  created: "Dossiers créés",
  by: "Déposé par",
  on: "Le",
  statuses: {
    uploaded: "À préparer",
    checked: "Vérifié, pas encore enregistré",
    committed: "Enregistré",
    undone: "Annulé",
  } as Record<string, string>,

  dropTitle: "Déposez un fichier ici",
  dropText: "CSV, Excel (.xlsx, .xls) ou LibreOffice (.ods), 20 Mo au plus.",
  dropButton: "Choisir un fichier",
  uploading: (name: string) => `Envoi de ${name}`,
  uploadShare: (percent: string) => `${percent} envoyés`,
  reading: "Lecture du fichier…",
  tooLarge: "Ce fichier dépasse 20 Mo. Découpez-le, ou retirez les colonnes inutiles.",
  oneFile: "Déposez un seul fichier à la fois.",

  back: "Tous les imports",
  steps: ["Colonnes", "Vérification", "Résultat"],
  stepsLabel: "Étapes de l’import",
  facts: (rows: number, sheet: string | null) =>
    [plural(rows, "% ligne", "% lignes"), sheet ? `feuille « ${sheet} »` : null]
      .filter(Boolean)
      .join(", "),

  columnsTitle: "Que contient chaque colonne ?",
  columnsHint:
    "Nous avons proposé un sens à chaque colonne. Vérifiez-les : rien n’est enregistré à cette étape.",
  column: "Colonne du fichier",
  samples: "Exemples",
  field: "Sens",
  fieldOf: (header: string) => `Sens de la colonne ${header}`,
  confidence: "Pourquoi",
  noHeader: (position: number) => `Colonne ${position}, sans titre`,
  noSample: "Colonne vide",
  sure: (percent: number) => `${percent} %`,
  reasons: {
    remembered: "comme la dernière fois",
    header_and_values: "le titre et le contenu concordent",
    header: "d’après le titre",
    values: "d’après le contenu",
    nothing: "rien n’a été reconnu",
    chosen: "choisi par vous",
  } as Record<string, string>,
  chosen: "choisi par vous",
  repeated: (label: string) =>
    `« ${label} » est choisi pour plusieurs colonnes. Gardez-en une seule.`,
  missing: {
    email: "Aucune colonne ne donne d’adresse électronique ni de téléphone.",
    last_name: "Aucune colonne ne donne de nom.",
    external_id: "Aucune colonne ne donne l’identifiant des offres : il permet de les reconnaître.",
    title: "Aucune colonne ne donne de titre.",
    description: "Aucune colonne ne donne de description.",
    contract_type: "Aucune colonne ne donne le type de contrat.",
  } as Record<string, string>,

  wordsTitle: "Que veulent dire ces mots ?",
  wordsHint:
    "Ces mots ne sont pas encore connus. Votre réponse servira aussi pour les prochains fichiers.",
  word: "Mot du fichier",
  wordCount: "Lignes",
  meaning: "Signification",
  meaningOf: (word: string) => `Signification de ${word}`,
  leaveOut: "Ne pas traduire",
  indifferent: "Sans préférence de lieu",
  closedFor: (status: string, reason: string) => `${status} : ${reason}`,
  newWords: "De nouveaux mots sont apparus avec ces colonnes. Traduisez-les, puis vérifiez.",

  dateOrder: "Ordre des dates ambiguës",
  dateOrders: [
    { value: "day_first", label: "Jour puis mois (03/04 est le 3 avril)" },
    { value: "month_first", label: "Mois puis jour (03/04 est le 4 mars)" },
  ],

  check: "Vérifier le fichier",
  checking: "Vérification en cours…",
  checkTitle: "Ce qui va se passer",
  checkHint: "Rien n’est encore enregistré. Corrigez les colonnes si un chiffre vous étonne.",
  changeColumns: "Revoir les colonnes",
  tiles: {
    created: "dossiers à créer",
    duplicates: "doublons",
    refused: "lignes refusées",
  } as Tiles,
  tilesDone: {
    created: "dossiers créés",
    duplicates: "doublons",
    refused: "lignes refusées",
  } as Tiles,
  reasonsTitle: "Pourquoi des lignes sont refusées",
  reason: "Raison",
  count: "Lignes",
  rowsTitle: "Ligne par ligne",
  verdict: "Résultat",
  verdicts: {
    created: "Créé",
    updated: "Modifié",
    unchanged: "Inchangé",
    closed: "Clos",
    duplicate: "Doublon",
    refused: "Refusé",
  } as Record<string, string>,
  allVerdicts: "Toutes",
  rowNumber: "Ligne",
  rowContent: "Contenu",
  rowWhy: "Détail",
  noRows: "Aucune ligne de ce type.",
  attachedToRow: (row: number) => `Même personne que la ligne ${row}`,
  attachedToFile: (number: string) => `Même personne que le dossier ${number}`,
  withValue: (text: string, value: string) => `${text} « ${value} »`,

  commit: "Enregistrer les dossiers",
  commitTitle: "Enregistrer ces dossiers ?",
  commitText: ({ created }: Counts) =>
    plural(
      created,
      "% dossier sera créé. Vous pourrez annuler pendant un temps limité.",
      "% dossiers seront créés. Vous pourrez annuler pendant un temps limité.",
    ),
  committing: "Enregistrement en cours. Cela peut prendre une minute ; gardez cette page ouverte.",
  nothingToCommit: "Aucun dossier ne serait créé. Revoyez les colonnes.",
  committed: "Les dossiers sont enregistrés.",
  committedOn: (moment: string) => `Enregistré le ${moment}.`,
  report: "Télécharger le rapport",
  reportHint:
    "Votre tableur, avec une colonne « motif » : corrigez les lignes refusées et déposez-le.",
  undo: "Annuler cet import",
  undoUntil: (moment: string) => `Vous pouvez l’annuler jusqu’au ${moment}.`,
  undoOver: "Le délai d’annulation est passé.",
  undoTitle: "Annuler cet import ?",
  undoText:
    "Les dossiers créés par ce fichier sont retirés. Ceux que quelqu’un a modifiés depuis sont gardés et signalés.",
  kept: (names: readonly string[]) => `Gardés, car modifiés depuis : ${names.join(", ")}.`,
  undone: "L’import est annulé.",
  undoneOn: (moment: string) => `Import annulé le ${moment}. Ses dossiers sont retirés.`,
  changedElsewhere:
    "Quelqu’un d’autre a avancé cet import. La page montre maintenant son état ; vérifiez avant de continuer.",
  partial: "Ce fichier ne contient pas toutes les offres de sa source",
  partialHint:
    "Sans cette case, les offres de cette source qui ne sont plus dans le fichier sont closes.",
  fromSource: (label: string) => `Source : ${label}`,
  yes: "Oui",
  no: "Non",
  open: "Encore ouverte",
  over: "Plus ouverte",
  wholeDepartement: "Tout le Lot",
};

interface Counts {
  created: number;
  updated: number;
  closed: number;
}

/** Names of the figures that a subject has. */
type Tiles = Partial<
  Record<"created" | "updated" | "unchanged" | "closed" | "duplicates" | "refused", string>
>;

/** What is said of an import. */
export type ImportWords = typeof imports;

/** Bringing job offers in, where it is told otherwise than for files. */
const offerImports: Partial<ImportWords> = {
  title: "Importer des offres",
  intro:
    "Publiez en une fois les offres de France Travail ou d’un tableur. Un nouveau fichier met à jour les offres connues, ajoute les nouvelles et clôt celles qui ont disparu.",
  emptyTitle: "Aucun fichier d’offres pour le moment",
  emptyText:
    "Déposez un fichier d’offres. Vous verrez ce qui sera publié, modifié ou clos avant que rien ne soit enregistré, et vous pourrez tout annuler ensuite.",
  created: "Offres créées",
  dropText:
    "JSON de France Travail, CSV, Excel (.xlsx, .xls) ou LibreOffice (.ods), 20 Mo au plus.",
  back: "Tous les imports d’offres",
  tiles: {
    created: "offres à publier",
    updated: "offres à modifier",
    closed: "offres à clore",
    unchanged: "déjà à jour",
    duplicates: "doublons",
    refused: "lignes refusées",
  },
  tilesDone: {
    created: "offres publiées",
    updated: "offres modifiées",
    closed: "offres closes",
    unchanged: "déjà à jour",
    duplicates: "doublons",
    refused: "lignes refusées",
  },
  verdicts: {
    created: "Nouvelle",
    updated: "Modifiée",
    unchanged: "Déjà à jour",
    closed: "Close",
    duplicate: "Doublon",
    refused: "Refusée",
  },
  attachedToRow: (row: number) => `Même offre que la ligne ${row}`,
  commit: "Enregistrer les offres",
  commitTitle: "Enregistrer ces offres ?",
  commitText: ({ created, updated, closed }: Counts) => {
    const parts = [
      plural(created, "% offre sera publiée", "% offres seront publiées"),
      plural(updated, "% modifiée", "% modifiées"),
      plural(closed, "% close", "% closes"),
    ];
    return `${parts.join(", ")}. Vous pourrez annuler pendant un temps limité.`;
  },
  nothingToCommit: "Rien ne changerait : les offres lisibles de ce fichier sont déjà à jour.",
  committed: "Les offres sont enregistrées.",
  reportHint:
    "Votre fichier, avec une colonne « motif » : corrigez les lignes refusées et déposez-le.",
  undoText:
    "Les offres créées par ce fichier sont retirées, les offres modifiées ou closes redeviennent ce qu’elles étaient. Celles qui ont changé depuis sont gardées et signalées.",
  kept: (names: readonly string[]) => `Gardées, car modifiées depuis : ${names.join(", ")}.`,
  undoneOn: (moment: string) => `Import annulé le ${moment}. Les offres sont comme avant.`,
};

/** What is said of an import, by what its rows are about. */
export const importWords = (subject: string): ImportWords =>
  subject === "job_offers" ? { ...imports, ...offerImports } : imports;

/** What a column may hold, by the engine's field codes, in the order people look for them. */
const prospectFields: Record<string, string> = {
  ignore: "Ne pas importer",
  requested_on: "Date de la demande",
  last_name: "Nom",
  first_name: "Prénom",
  full_name: "Nom et prénom",
  civility: "Civilité",
  email: "Adresse électronique",
  phone: "Téléphone",
  postal_code: "Code postal actuel",
  city: "Ville actuelle",
  household_kind: "Forme du foyer",
  adults: "Nombre d’adultes",
  children: "Nombre d’enfants",
  project_type: "Type de projet",
  occupation: "Métier",
  partner_occupation: "Métier du conjoint",
  wished_territory: "Territoire souhaité",
  referent: "Référent",
  status: "État du dossier",
  supported_on: "Début de l’accompagnement",
  settled_on: "Date d’installation",
  settled_commune: "Commune d’installation",
  source: "Origine de la demande",
  reference: "Numéro d’origine",
  comment: "Commentaire",
};

const offerFields: Record<string, string> = {
  ignore: "Ne pas importer",
  external_id: "Identifiant de l’offre",
  title: "Titre",
  description: "Description",
  employer_name: "Employeur",
  employer_siret: "SIRET de l’employeur",
  contract_type: "Type de contrat",
  contract_nature: "Nature du contrat",
  contract_detail: "Précision sur le contrat",
  part_time: "Temps partiel",
  working_time: "Horaires",
  commune: "Commune",
  occupation_code: "Métier (code ROME)",
  sector: "Secteur",
  salary: "Salaire",
  positions: "Nombre de postes",
  experience: "Expérience demandée",
  experience_detail: "Précision sur l’expérience",
  housing_possible: "Logement possible",
  partner_welcome: "Accueil du conjoint",
  remote: "Télétravail",
  starts_on: "Date de début",
  expires_on: "Dernier jour de l’offre",
  apply_url: "Page pour postuler",
  apply_email: "Adresse pour postuler",
  offer_status: "État de l’offre",
};

/** The fields that a file about this subject may have. */
export const importFieldsOf = (subject: string): Record<string, string> =>
  subject === "job_offers" ? offerFields : prospectFields;

/** Every field by its code, whatever the subject. */
export const importFields: Record<string, string> = { ...prospectFields, ...offerFields };

/** Why a row is refused or remarked, when the server sends no sentence. */
export const importReasons: Record<string, string> = {
  no_contact: "Ni adresse électronique ni téléphone",
  no_valid_contact: "Adresse électronique ou téléphone inutilisable",
  missing_name: "Nom absent",
  missing_date: "Date nécessaire absente",
  invalid_date: "Date qui n’existe pas",
  future_date: "Date dans le futur",
  unknown_commune: "Commune inconnue",
  missing_commune: "Commune d’installation absente",
  unknown_status: "État du dossier non traduit",
  invalid_number: "Nombre incohérent",
  dates_out_of_order: "Dates dans le désordre",
  status_contradicts_dates: "État et dates se contredisent",
  unknown_word: "Mot non traduit, gardé en commentaire",
  sensitive_text: "Commentaire à relire : il contient des mots sensibles, gardés tels quels",
  ignored_email: "Adresse électronique inutilisable, laissée de côté",
  ignored_phone: "Téléphone inutilisable, laissé de côté",
  status_behind_dates: "Les dates vont plus loin que l’état : elles ont été suivies",
  ignored_commune: "Commune d’installation sans date, laissée de côté",
  missing_field: "Une colonne nécessaire manque",
  repeated_field: "Un même sens est donné à plusieurs colonnes",
};
