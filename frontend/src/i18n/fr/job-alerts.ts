import { formatDate } from "../format";

/** Alerts on public offers: asked for beside a search, confirmed and ended by mailed links. */
export const jobAlerts = {
  open: "Recevoir ces offres par mail",
  title: "Recevoir ces offres par mail",
  intro:
    "Nous vous écrivons à huit heures, quand une nouvelle offre correspond à la recherche affichée. Chaque offre une seule fois, et rien les jours où rien n’est nouveau.",
  email: "Votre adresse électronique",
  frequency: "Nous vous écrivons",
  frequencies: { daily: "Chaque jour", weekly: "Chaque lundi" },
  consent: "Votre accord",
  trap: "Laissez ce champ vide",
  submit: "Créer mon alerte",
  closed: "L’alerte ne peut pas être créée pour le moment.",
  errors: {
    email: "Indiquez une adresse électronique, par exemple nom@exemple.fr.",
    consent: "Cochez cette case : sans votre accord, nous ne pouvons pas vous écrire.",
  },
  sentTitle: "Encore une étape",
  sentText:
    "Ouvrez le message que nous venons de vous envoyer et confirmez votre adresse. Le lien est valable sept jours ; sans confirmation, votre adresse est effacée.",
  close: "Revenir aux offres",
  tab: "Votre alerte d’offres",
  opening: "Ouverture de votre alerte…",
  failed: "L’alerte n’a pas pu être ouverte",
  confirmedTitle: "Votre alerte est en place",
  confirmedText:
    "Vous recevrez les offres publiées à partir de maintenant. Chaque message permet de l’arrêter en un clic.",
  manage: "Voir ou changer mon alerte",
  search: "Votre recherche",
  next: (day: string) => `Prochain passage le ${formatDate(day)}.`,
  ends: (day: string) =>
    `Elle s’arrête d’elle-même le ${formatDate(day)}. Nous vous le demanderons un mois avant.`,
  see: "Voir les offres",
  change: "Changer la fréquence",
  save: "Enregistrer",
  saved: "C’est noté",
  keepTitle: "Cherchez-vous toujours ?",
  keep: "Oui, prolonger de douze mois",
  kept: "Votre alerte est prolongée de douze mois",
  stopTitle: "Arrêter l’alerte",
  stopText: "Votre adresse et votre recherche sont effacées aussitôt.",
  stop: "Arrêter mon alerte",
  stoppedTitle: "Votre alerte est arrêtée",
  stoppedText:
    "Votre adresse et votre recherche sont effacées. Vous pouvez en créer une autre à tout moment.",
  askTitle: "Arrêter votre alerte ?",
  overTitle: "Ce lien n’est plus valable",
  overText:
    "L’alerte est arrêtée, ou le lien trop ancien : le dernier message reçu en contient un nouveau. Vous pouvez aussi créer une autre alerte depuis les offres.",
} as const;
