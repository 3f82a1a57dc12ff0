/** The page on which a partner answers, without an account. */
export const needAnswer = {
  tab: "Répondre à une demande",
  title: (theme: string) => `${theme} : un foyer a besoin de vous`,
  intro: (number: string, date: string) => `Dossier ${number} · demande du ${date}`,
  asks: "La demande",
  noDescription: "Le foyer cherche de l’aide sur ce thème. Son référent peut vous en dire plus.",
  territory: (name: string) => `Territoire d’arrivée : ${name}`,
  anywhere: "Territoire d’arrivée : tout le Lot",
  referent: "Son référent",
  noReferent:
    "Aucun référent n’accompagne encore ce foyer : l’équipe du programme lira votre réponse.",
  household: "Le foyer",
  householdAgrees: "Le foyer accepte que vous preniez contact avec lui :",
  householdHidden:
    "Le foyer n’a pas donné son accord pour un contact direct. Votre réponse lui parviendra par son référent.",
  form: (partner: string) => `Répondre pour ${partner}`,
  answer: "Votre réponse",
  answerHint:
    "Ce que vous proposez, qui contacter, à partir de quand. Le foyer pourra la lire telle quelle.",
  author: "Votre nom",
  authorHint: "Pour que le référent sache qui rappeler.",
  answerRequired: "Écrivez votre réponse.",
  answerTooLong: "Votre réponse dépasse 2 000 caractères. Raccourcissez-la.",
  authorRequired: "Indiquez votre nom.",
  send: "Envoyer ma réponse",
  until: (date: string) => `Ce lien est valable jusqu’au ${date}.`,
  thanksTitle: "Merci, votre réponse est enregistrée",
  thanksText: (number: string) =>
    `Elle a rejoint le dossier ${number} et le référent est prévenu. Vous n’avez rien d’autre à faire.`,
  answeredTitle: "Une réponse est déjà enregistrée",
  answeredText: "Pour la compléter, contactez le référent du foyer.",
  answeredOn: (date: string) => `Réponse du ${date}`,
  closedTitle: "Cette demande n’attend plus de réponse",
  closedText: "Le foyer n’en a plus besoin. Merci pour votre aide.",
  loading: "Ouverture de la demande…",
  failed: "La demande n’a pas pu être ouverte",
  expiredTitle: "Ce lien n’est plus valable",
  expiredText:
    "Il est valable 30 jours, ou la demande a été confiée à un autre partenaire. Répondez au référent qui vous a écrit, ou demandez-lui un nouveau lien.",
  home: "Découvrir Oh my Lot !",
} as const;
