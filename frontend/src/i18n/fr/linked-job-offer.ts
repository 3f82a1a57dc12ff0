/** The page on which an employer says, without an account, what becomes of an offer. */
export const linkedJobOffer = {
  tab: "Votre offre d’emploi",
  until: (day: string) => `Elle tient jusqu’au ${day} inclus.`,
  ended: (day: string) => `Son dernier jour était le ${day}.`,
  status: (label: string) => `État : ${label}.`,
  question: "Que devient cette offre ?",
  renew: "Elle tient toujours : renouveler 60 jours",
  filled: "Le poste est pourvu",
  withdrawn: "La retirer",
  over: "Cette offre est close. Vous n’avez rien d’autre à faire.",
  waiting:
    "Cette offre ne se règle pas ici dans son état présent. Connectez-vous pour la modifier.",
  done: {
    published: "C’est fait : votre offre tient 60 jours de plus",
    filled: "C’est noté : le poste est pourvu",
    withdrawn: "C’est fait : votre offre est retirée",
  } as Record<string, string>,
  doneText: {
    published: "Nous vous écrirons de nouveau une semaine avant son dernier jour.",
    filled: "Elle n’est plus visible du public. Merci de nous l’avoir dit.",
    withdrawn: "Elle n’est plus visible du public. Vous pourrez en publier une autre.",
  } as Record<string, string>,
  signIn: "Ouvrir votre espace",
  loading: "Ouverture de l’offre…",
  failed: "L’offre n’a pas pu être ouverte",
  expiredTitle: "Ce lien n’est plus valable",
  expiredText:
    "Il est valable un peu plus d’un mois, ou l’offre n’existe plus. Connectez-vous pour retrouver vos offres, ou écrivez à l’équipe du programme.",
} as const;
