import { plural } from "../format";

/** Empty, error, forbidden, not-found and offline states. */
export const states = {
  errorTitle: "Cette page n’a pas pu être chargée",
  requestId: (id: string) => `Numéro à communiquer si vous demandez de l’aide : ${id}`,
  retryIn: (seconds: number) =>
    plural(seconds, "Réessayez dans % seconde.", "Réessayez dans % secondes."),
  forbiddenTitle: "Cet écran ne fait pas partie de vos droits",
  forbiddenText:
    "Votre compte ne permet pas d’ouvrir cette page. Si vous en avez besoin, demandez à l’administration du programme d’élargir votre habilitation.",
  notFoundTitle: "Page introuvable",
  notFoundText:
    "Cette adresse ne mène nulle part : la page a été déplacée, ou le lien est incomplet. Revenez à l’accueil pour retrouver votre chemin.",
  notFoundHome: "Revenir à l’accueil",
  crashTitle: "Un problème inattendu s’est produit",
  crashText: "Rechargez la page. Si le problème revient, prévenez l’équipe du programme.",
  reload: "Recharger la page",
  /** One line of the summary of errors. */
  fault: (label: string, error: string) => `${label} : ${error}`,
  offline:
    "Vous êtes hors connexion. Ce qui est affiché peut dater ; enregistrez quand le réseau sera revenu.",
  backOnline: "La connexion est revenue.",
  errorSummaryTitle: (count: number) =>
    plural(count, "Il y a % erreur à corriger", "Il y a % erreurs à corriger"),
} as const;
