import { formatDate, formatInteger, plural } from "../format";

/** How long files are kept: on a file, in the administration, and on the page that a mailed link opens. */
export const retention = {
  title: "Conservation",
  bases: {
    job_search: "parce qu’une personne cherche un emploi",
    follow_up: "parce que le programme suit un projet d’installation",
  } as Record<string, string>,
  until: (day: string) => `Jusqu’au ${formatDate(day)}`,
  because: (basis: string, day: string) =>
    `${retention.bases[basis] ?? ""} et que sa dernière action date du ${formatDate(day)}.`,
  noticeOn: (day: string) => `Message envoyé avant l’effacement : le ${formatDate(day)}.`,
  unreachable: "Sans adresse électronique, personne ne peut être prévenu : notez un appel.",
  noticed: (day: string) => `La personne est prévenue depuis le ${formatDate(day)}.`,
  due: "Le délai est passé : l’effacement a lieu dans la journée.",
  over: "Plus personne n’est connu dans ce dossier : les noms et les textes sont effacés.",
  moves:
    "Seule une action de la personne repousse cette date : un appel, une réponse, une visite, un clic.",
  anonymise: "Anonymiser maintenant",
  dialogTitle: (number: string) => `Anonymiser le dossier ${number}`,
  irreversible:
    "Les noms, les coordonnées et tout ce qui a été écrit disparaissent partout. Personne ne peut revenir en arrière.",
  stays: "Le numéro du dossier et ce qui compte dans le bilan restent.",
  reason: "Motif",
  confirmation: (text: string) => `Pour confirmer, recopiez : ${text}`,
  confirmationShort: "Confirmation",
  confirmationWrong: "Ce n’est pas le texte demandé. Recopiez-le.",
  reasonMissing: "Choisissez un motif.",
  confirm: "Effacer définitivement",
  done: "Le dossier est anonymisé",
  ambassadorTitle: (name: string) => `Anonymiser ${name}`,
  ambassadorDone: "L’ambassadeur est anonymisé",

  intro:
    "Un dossier est gardé un temps limité après la dernière action de la personne. Elle est prévenue avant, et peut le garder d’un clic.",
  policy: "Durées",
  fields: {
    job_search_months: "Avec une recherche d’emploi",
    other_months: "Sans recherche d’emploi",
    notice_days: "Message avant l’effacement",
  },
  months: "mois",
  days: "jours",
  policyHint:
    "Une nouvelle durée vaut aussitôt pour tous les dossiers. Personne n’est effacé sans avoir été prévenu.",
  saved: "Les durées sont enregistrées",
  versions: "Versions des durées",
  version: "Version",
  since: "Depuis le",
  author: "Par",
  shipped: "Réglage de départ",
  next: "Les 90 prochains jours",
  nextHint: "Ce qui arrivera si personne n’agit. Rien n’est changé par cette page.",
  day: "Jour",
  file: "Dossier",
  what: "Ce qui arrive",
  notice: "Message à la personne",
  erasure: "Effacement",
  nothing: "Aucun dossier n’arrive au bout de sa durée.",
  history: "Derniers passages",
  notices: "Prévenus",
  byClock: "Effacés à l’échéance",
  byHand: "Effacés à la demande",
  noHistory: "Aucun passage n’a encore prévenu ni effacé personne.",
  count: (number: number) => formatInteger(number),
  summary: (notices: number, erasures: number) =>
    `${plural(notices, "% personne à prévenir", "% personnes à prévenir")}, ${plural(erasures, "% dossier à effacer", "% dossiers à effacer")}.`,

  tab: "Garder mon dossier",
  opening: "Ouverture de votre dossier…",
  failed: "Votre dossier n’a pas pu être ouvert",
  endsTitle: "Votre dossier arrive à sa fin",
  laterTitle: "Votre dossier est conservé",
  ends: (number: string, day: string) =>
    `Votre dossier ${number} sera effacé le ${formatDate(day)} si vous ne faites rien.`,
  kept: (number: string, day: string) =>
    `Votre dossier ${number} est conservé jusqu’au ${formatDate(day)}. Nous vous préviendrons avant.`,
  lastAction: (day: string) => `Votre dernière action connue date du ${formatDate(day)}.`,
  keepTitle: "Votre projet vous intéresse toujours ?",
  keep: "Garder mon dossier",
  keptNow: "C’est noté : votre dossier est conservé.",
  eraseTitle: "Vous préférez tout effacer ?",
  eraseText:
    "Vos noms, vos coordonnées et tout ce qui a été écrit disparaissent aussitôt. Nous ne pourrons pas les retrouver.",
  erase: "Effacer maintenant",
  eraseAsk: "Effacer pour toujours ?",
  eraseConfirm: "Oui, tout effacer",
  cancel: "Non, revenir",
  erasedTitle: "Votre dossier est effacé",
  erasedText:
    "Il ne reste rien qui permette de vous reconnaître. Si un jour le Lot vous attire de nouveau, vous serez les bienvenus.",
  overTitle: "Ce lien n’est plus valable",
  overText:
    "Votre dossier a déjà été effacé, ou le lien est trop ancien. Écrivez-nous si vous souhaitez reprendre votre projet.",
  home: "Revenir à l’accueil",
} as const;
