import { plural } from "../format";

/** The public form, its thank-you page and the confirmation of a request. */
export const contactForm = {
  title: "Parler de mon projet",
  intro:
    "Trois minutes suffisent, même si tout n’est pas décidé. Une personne du territoire lit votre demande et vous répond.",
  optionalNote: "Les questions sans mention « facultatif » sont nécessaires.",
  optional: (label: string) => `${label} (facultatif)`,

  you: "Vous",
  firstName: "Prénom",
  lastName: "Nom",
  contactHint: "Une adresse électronique ou un téléphone : l’un des deux suffit.",
  email: "Adresse électronique",
  phone: "Téléphone",
  phoneHint: "Sans adresse électronique, une personne vous appelle pour confirmer votre demande.",
  country: "Pays où vous vivez",
  postalCode: "Code postal",

  household: "Votre foyer",
  householdKind: "Qui viendrait vivre dans le Lot ?",
  children: "Vos enfants",
  childrenHint: "Seulement leur nombre par âge. Nous ne demandons ni prénom ni date de naissance.",
  childrenTotal: (count: number) => plural(count, "% enfant", "% enfants"),
  addChild: (band: string) => `Ajouter un enfant, ${band}`,
  removeChild: (band: string) => `Retirer un enfant, ${band}`,
  partnerFirstName: "Prénom de la personne qui vous accompagne",

  project: "Votre projet",
  projectTypes: "Que voulez-vous faire dans le Lot ?",
  severalAnswers: "Plusieurs réponses sont possibles.",
  occupation: "Votre métier, exercé ou recherché",
  occupationHint: "Écrivez-le avec vos mots ; les propositions ne sont qu’une aide.",
  partnerOccupation: "Le métier de la personne qui vous accompagne",
  partnerOccupationHint: "Le réseau accueil cherche aussi pour elle.",
  horizon: "Quand souhaitez-vous arriver ?",
  territories: "Où aimeriez-vous vivre ?",
  territoriesHint: "Communes ou intercommunalités, la préférée d’abord, cinq au plus.",
  undecided: "Je ne sais pas encore",
  undecidedHint: "Nous en parlerons ensemble.",

  more: "Pour mieux vous aider",
  moreHint: "Rien n’est nécessaire ici. Répondez seulement si cela vous aide.",
  housing: "Quel logement cherchez-vous ?",
  needs: "Sur quoi voulez-vous de l’aide ?",
  lotLink: "Connaissez-vous déjà le Lot ?",
  source: "Comment avez-vous entendu parler de nous ?",
  sourcePlaceholder: "Exemple : un salon, des amis, une affiche",
  aboutOffer: (title: string, employer: string) =>
    `Bonjour, l’offre « ${title} » (${employer}) m’intéresse.`,
  message: "Votre message",
  messageHint: "Ce qui compte pour vous, vos questions, vos disponibilités.",
  noAnswer: "Sans réponse",

  consents: "Vos accords",
  consentsHint:
    "Chaque accord est séparé. Vous pouvez en retirer un à tout moment, sans vous justifier.",
  consentRequired: "Nécessaire pour vous répondre",
  consentOptional: "Facultatif",

  /** Hidden from people; machines fill it. */
  trap: "Ne remplissez pas ce champ",
  submit: "Envoyer ma demande",
  submitHint: "Vous recevez ensuite un message pour confirmer votre demande.",
  kept: "Vos réponses restent sur cette page. Envoyez de nouveau dès que le réseau revient.",
  closed: "Ce formulaire ne peut pas s’ouvrir pour le moment",

  errors: {
    firstName: "Indiquez votre prénom.",
    lastName: "Indiquez votre nom.",
    contact: "Indiquez une adresse électronique ou un téléphone, au choix.",
    email: "Cette adresse est incomplète. Exemple : prenom.nom@exemple.fr",
    postalCode: "Indiquez les cinq chiffres de votre code postal.",
    householdKind: "Indiquez si vous viendriez seul, en couple ou en famille.",
    projectTypes: "Choisissez au moins un projet.",
    ownOccupation: "Indiquez aussi votre métier, ou effacez celui de l’autre personne.",
    horizon: "Indiquez un délai, ou « Je ne sais pas encore ».",
    territories: "Choisissez un lieu, ou cochez « Je ne sais pas encore ».",
    consent: "Sans cet accord, nous ne pouvons pas vous répondre.",
    tooSoon: "L’envoi a été très rapide. Attendez quelques secondes, puis envoyez de nouveau.",
    alreadySent:
      "Une première demande est déjà arrivée. Pour en envoyer une seconde, cochez vos accords et envoyez de nouveau.",
    stale:
      "Cette page était ouverte depuis longtemps. Elle est à jour : vérifiez vos accords, puis envoyez de nouveau.",
  },

  thanksTitle: "Merci, votre demande est bien partie",
  reference: "Votre référence",
  referenceHint: "Notez-la : elle nous permet de retrouver votre demande.",
  nextTitle: "Et maintenant ?",
  nextByEmail: (until: string) => [
    "Ouvrez le message que nous venons de vous envoyer et confirmez votre demande. Regardez aussi les courriers indésirables.",
    "Une personne du territoire lit votre projet et vous contacte sous cinq jours ouvrés.",
    `Sans confirmation avant le ${until}, la demande est effacée.`,
  ],
  nextByPhone: (until: string) => [
    "Une personne du réseau accueil vous appelle pour confirmer votre demande.",
    "Gardez votre référence près de vous pendant l’appel.",
    `Sans confirmation avant le ${until}, la demande est effacée.`,
  ],
  nextUnknown: [
    "Confirmez votre demande avec le message reçu, ou pendant notre appel.",
    "Une personne du territoire lit votre projet et vous contacte sous cinq jours ouvrés.",
  ],
  home: "Revenir à l’accueil",

  confirmTab: "Confirmation de votre demande",
  confirming: "Nous confirmons votre demande…",
  confirmedTitle: (firstName: string) => `${firstName}, votre demande est confirmée`,
  confirmedText:
    "Une personne du territoire lit votre projet et vous contacte sous cinq jours ouvrés. Vous n’avez rien d’autre à faire.",
  confirmedFollow:
    "Vous suivez votre dossier avec le lien personnel que nous envoyons à son adresse électronique.",
  confirmedAgain: "Ouvrir ce lien une seconde fois ne change rien.",
  fileNumber: "Votre numéro de dossier",
  expiredTitle: "Ce lien n’est plus valable",
  expiredText:
    "Il a expiré, ou il est incomplet. Une demande se confirme dans les sept jours. Vous pouvez en envoyer une nouvelle.",
  confirmFailed: "Votre demande n’a pas pu être confirmée",
  newRequest: "Envoyer une nouvelle demande",
} as const;
