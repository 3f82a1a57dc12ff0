import { formatDays } from "../format";

/** The page on which a household follows its own file. */
export const householdPage = {
  tab: "Mon dossier",
  greeting: (firstName: string | null) => (firstName ? `Bonjour ${firstName}` : "Bonjour"),
  number: (number: string) => `Dossier ${number}`,
  print: "Imprimer",

  stageTitle: "Où en est votre projet",
  /** What each stage means, by its code. */
  stages: {
    received:
      "Votre demande est bien arrivée. Une personne du réseau accueil la lit et vous contacte dans les jours qui viennent.",
    looking:
      "Votre projet est compris. Nous cherchons la personne la mieux placée pour vous accompagner.",
    accompanied:
      "Une personne du territoire suit votre projet, et tout le réseau accueil du Lot avance avec elle.",
    settled: "Bienvenue dans le Lot ! Vos interlocuteurs restent joignables après votre arrivée.",
    paused:
      "Votre projet est en pause. Dès que vous voulez le reprendre, prévenez votre référent : rien n’est perdu.",
    closed:
      "Votre dossier est clos. Si votre projet reprend, envoyez une nouvelle demande : nous serons heureux de vous lire.",
  } as Record<string, string>,
  stageDone: "Étape passée",
  stageNow: "Étape en cours",
  stageAhead: "Étape à venir",
  newRequest: "Envoyer une nouvelle demande",

  referentsTitle: "Qui vous accompagne",
  roles: {
    territorial: "Votre référent",
    technical: "Votre référent pour le projet professionnel",
    co_referent: "Accompagne aux côtés de votre référent",
  } as Record<string, string>,
  because: "Pourquoi cette personne ?",
  call: (phone: string) => `Appeler le ${phone}`,
  write: (email: string) => `Écrire à ${email}`,
  noContact: "Cette personne prend contact avec vous.",
  noReferent:
    "Votre référent n’est pas encore nommé. Vous recevrez un message avec son nom et ses coordonnées.",
  noReferentNow: "L’équipe du programme suit votre dossier.",

  nextTitle: "La prochaine étape",
  nextHint: "Ce que prévoit la personne qui suit votre dossier",
  nextOn: (day: string, away: string) => `Le ${day} (${away})`,
  noNext: "Rien n’est prévu pour le moment. Votre référent vous tient au courant.",

  appointmentsTitle: "Vos rendez-vous",
  noAppointments:
    "Les ateliers et les rencontres auxquels vous vous inscrivez apparaissent ici, avec l’heure et le lieu.",
  events: "Voir les événements",
  appointmentOn: (first: string, last: string, hours: [string, string] | null) => {
    const day = formatDays(first, last);
    const when = first === last ? `Le ${day}` : day.replace(/^du/, "Du");
    return hours ? `${when}, de ${hours[0]} à ${hours[1]}` : when;
  },
  join: "Rejoindre en ligne",
  joinOf: (title: string) => `Rejoindre en ligne : ${title}`,
  waiting: "Liste d’attente : un message vous prévient si une place se libère.",
  giveUp: "Je ne peux plus venir",
  giveUpOf: (title: string) => `Je ne peux plus venir : ${title}`,
  calendar: "Ajouter à mon agenda",
  calendarHint: "Un fichier que lit l’agenda de votre téléphone ou de votre ordinateur.",
  calendarTaken: "Le fichier est dans vos téléchargements.",

  wishesTitle: "Vos souhaits",
  where: "Où",
  anywhere: "Pas de préférence",
  project: "Votre projet",
  when: "Quand",
  notSaid: "Pas encore précisé",
  change: "Changer mes souhaits",
  changeIntro:
    "Votre dossier est mis à jour tout de suite, et les personnes qui vous accompagnent sont prévenues.",
  territories: "Où aimeriez-vous vivre ?",
  territoriesHint: (count: number) =>
    `Communes ou intercommunalités, la préférée d’abord, ${count} au plus.`,
  undecided: "Pas de préférence, ou je ne sais pas encore",
  projectTypes: "Que voulez-vous faire dans le Lot ?",
  severalAnswers: "Plusieurs réponses sont possibles.",
  horizon: "Quand souhaitez-vous arriver ?",
  save: "Enregistrer mes souhaits",
  cancel: "Annuler",
  saved: "C’est enregistré. Les personnes qui vous accompagnent sont prévenues.",
  keptHere: "Vos choix restent sur cette page. Enregistrez de nouveau dès que le réseau revient.",
  changedMeanwhile: "Vos souhaits ont été modifiés entre-temps",
  changedMeanwhileText:
    "Votre référent les a mis à jour pendant que vous remplissiez cette page. Vos choix à vous sont toujours ci-dessous : vérifiez-les, puis enregistrez.",
  errors: {
    territories: "Choisissez un lieu, ou cochez « Pas de préférence ».",
    projectTypes: "Choisissez au moins un projet.",
  },

  needsTitle: "Vos besoins",
  noNeeds:
    "Logement, école, emploi du conjoint… Parlez de vos besoins à votre référent : ils apparaîtront ici avec les réponses.",
  needStatuses: {
    to_do: "À étudier",
    in_progress: "En cours",
    met: "Trouvé",
    unsolved: "Sans solution pour l’instant",
    dropped: "N’est plus demandé",
  } as Record<string, string>,
  answer: "Réponse",

  privacy: "Pour quoi, par qui et combien de temps vos informations servent :",
  privacyLink: "ce que nous faisons de vos informations",
  leave: "Fermer mon dossier",
  leaveHint: "Sur un ordinateur partagé, fermez votre dossier en partant.",

  askTitle: "Suivre mon dossier",
  askIntro:
    "Indiquez l’adresse électronique de votre dossier. Nous vous envoyons un lien personnel qui l’ouvre, sans mot de passe.",
  expiredTitle: "Ce lien n’est plus valable",
  expiredIntro:
    "Un lien dure six mois et ne vaut que pour l’adresse qui l’a reçu. Demandez-en un nouveau : il arrive en quelques minutes.",
  leftTitle: "Votre dossier est fermé",
  leftIntro: "Plus rien n’en reste sur cet appareil. Pour le rouvrir, reprenez le lien reçu.",
  email: "Adresse électronique",
  emailError: "Cette adresse est incomplète. Exemple : prenom.nom@exemple.fr",
  ask: "Recevoir mon lien",
  askedTitle: "Regardez votre messagerie",
  asked: (email: string) =>
    `Si un dossier connaît l’adresse ${email}, un message part tout de suite avec votre lien. Pensez aux courriers indésirables.`,
  askAgain: "Essayer une autre adresse",
  noFile: "Pas encore de dossier ?",
  noFileLink: "Parler de mon projet",
  failed: "Votre dossier n’a pas pu s’ouvrir",
} as const;
