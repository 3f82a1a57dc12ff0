/** Employers that sign up by themselves: the form, what follows, the mailed link. */
export const employerSignUp = {
  title: "Rejoindre le réseau des employeurs",
  intro:
    "Deux minutes suffisent. C’est gratuit, quelle que soit la taille de votre entreprise : vous faites connaître vos offres et le réseau accueil aide vos recrutés à s’installer.",
  closed: "Le formulaire ne s’affiche pas",
  optional: (label: string) => `${label} (facultatif)`,

  company: "Votre entreprise",
  companyHint:
    "Société, artisan, ferme, association, mairie, hôpital : tout le monde est bienvenu.",
  siret: "Numéro SIRET",
  siretHint: "14 chiffres, sur vos factures ou votre avis de situation.",
  siretMissing: (left: number) =>
    left === 1 ? "Il manque un chiffre." : `Il manque ${left} chiffres.`,
  siretTooLong: "Il y a trop de chiffres : un SIRET en a 14.",
  siretComplete: "Les 14 chiffres y sont.",
  name: "Nom de l’entreprise",
  kind: "Vous êtes",
  kindChoose: "Choisissez",
  commune: "Commune",
  communePlaceholder: "Les premières lettres de la commune",

  you: "Vous",
  firstName: "Prénom",
  lastName: "Nom",
  email: "Adresse électronique",
  emailHint: "Nous y envoyons un lien pour confirmer. Elle vous servira à vous connecter.",
  phone: "Téléphone",
  message: "Un mot pour nous",
  messageHint: "Vos postes à pourvoir, vos questions.",

  charterRead: "Lire la charte",
  charterAccept: "J’ai lu la charte du réseau et je l’accepte au nom de mon entreprise.",
  submit: "Rejoindre le réseau",
  trap: "Ne remplissez pas ce champ",

  errors: {
    siret: "Indiquez les 14 chiffres du SIRET.",
    name: "Indiquez le nom de l’entreprise.",
    kind: "Dites-nous qui vous êtes.",
    commune: "Choisissez la commune.",
    firstName: "Indiquez votre prénom.",
    lastName: "Indiquez votre nom.",
    email: "Indiquez une adresse électronique, par exemple prenom@entreprise.fr.",
    charter: "Acceptez la charte pour rejoindre le réseau.",
  },

  thanksTitle: "Encore une étape",
  thanksText:
    "Nous venons de vous envoyer un courriel. Ouvrez le lien qu’il contient pour confirmer votre inscription.",
  thanksUntil: (day: string) => `Le lien est valable jusqu’au ${day}.`,
  thanksNothing:
    "Rien reçu ? Regardez dans les courriers indésirables, ou recommencez dans quelques minutes.",
  home: "Revenir à l’accueil",

  confirmTab: "Confirmer mon inscription",
  confirming: "Un instant, nous confirmons votre inscription.",
  confirmFailed: "La confirmation n’a pas abouti",
  acceptedTitle: (firstName: string) => `Bienvenue ${firstName}`,
  acceptedText: (name: string) =>
    `${name} a son espace. Choisissez votre mot de passe pour y entrer ; votre demande d’adhésion est partie et l’équipe du programme vous répond.`,
  choosePassword: "Choisir mon mot de passe",
  alreadyText: (name: string) =>
    `L’espace de ${name} est ouvert. Connectez-vous, ou demandez un nouveau mot de passe si vous l’avez oublié.`,
  signIn: "Me connecter",
  waitingTitle: (firstName: string) => `Merci ${firstName}, nous vérifions`,
  waitingText: (name: string) =>
    `Votre adresse est confirmée. L’équipe du programme vérifie votre demande pour ${name} et vous répond par courriel en quelques jours.`,
  refusedTitle: "Cette demande n’a pas été acceptée",
  refusedText: "Nous vous avons écrit pourquoi. Répondez à ce courriel si c’est une erreur.",
  expiredTitle: "Ce lien n’est plus valable",
  expiredText: "Il a peut-être expiré : un lien est valable sept jours. Recommencez, c’est rapide.",
  again: "Recommencer l’inscription",
} as const;
