/** What a household reads about its agreements and its data, on its own page. */
export const rights = {
  consentsTitle: "Vos accords",
  consentsIntro:
    "Vous pouvez retirer un accord à tout moment, en deux clics. L’effet est immédiat, partout.",
  noConsents: "Votre dossier ne porte aucun accord pour le moment.",
  holds: "En vigueur",
  over: "Terminé",
  given: (day: string, channel: string) => `Donné le ${day} (${channel})`,
  givenBy: (name: string, day: string, channel: string) =>
    `Donné par ${name} le ${day} (${channel})`,
  withdrawn: (day: string) => `Retiré le ${day}`,
  expires: (day: string) => `Prend fin le ${day}`,
  readText: "Lire le texte",
  readTextOf: (purpose: string) => `Lire le texte : ${purpose}`,
  withdraw: "Retirer cet accord",
  withdrawOf: (purpose: string) => `Retirer cet accord : ${purpose}`,
  confirm: "Oui, retirer",
  confirmOf: (purpose: string) => `Oui, retirer : ${purpose}`,
  keep: "Le garder",
  /** What ends, by purpose. */
  ends: {
    follow_up:
      "Le réseau ne vous écrira plus de lui-même. Votre dossier reste ouvert : vous pouvez aussi demander son effacement plus bas.",
    share_with_partners:
      "Votre dossier ne sera plus transmis aux partenaires, et votre employeur n’en saura plus l’avancement.",
    newsletter: "Vous ne recevrez plus la lettre d’information.",
    invitations: "Vous ne serez plus invité aux rencontres du programme.",
    studies: "Vous ne serez plus contacté pour des enquêtes.",
    profile_diffusion: "Votre profil ne sera plus présenté aux employeurs.",
  } as Record<string, string>,
  withdrawnNow: (purpose: string) => `C’est fait. Votre accord « ${purpose} » est retiré.`,
  givenNow: (purpose: string) => `C’est noté. Vous acceptez : ${purpose}.`,
  offeredTitle: "Ce que vous pouvez aussi accepter",
  give: "Je suis d’accord",
  giveOf: (purpose: string) => `Je suis d’accord : ${purpose}`,
  othersConsent: "Seule la personne qui l’a donné peut le retirer.",

  open: "Voir et gérer mes informations",
  openIntro:
    "Emportez une copie, corrigez vos coordonnées, faites une pause, voyez qui a lu votre dossier, demandez son effacement.",
  dataTitle: "Vos informations et vos droits",
  dataIntro:
    "Vous pouvez demander une copie de vos informations, les faire corriger ou effacer, ou vous opposer à leur usage. Nous répondons dans le mois.",
  ask: "Faire une demande",
  kind: "Que demandez-vous ?",
  kindRequired: "Choisissez ce que vous demandez.",
  /** What each request means, for whoever makes it. */
  kinds: {
    access: "Recevoir une copie de ce que vous gardez sur nous",
    rectification: "Corriger une information fausse ou incomplète",
    opposition: "M’opposer à l’usage de mes informations (tous mes accords sont retirés aussitôt)",
    restriction: "Garder mon dossier sans vous en servir",
    erasure: "Effacer mes informations",
    portability: "Recevoir mes informations dans un format qu’un logiciel relit",
  } as Record<string, string>,
  details: "Précisions",
  detailsHint:
    "Facultatif, sauf pour une correction : dites ce qui est faux et ce qu’il faut écrire.",
  detailsRequired: "Dites ce qui est à corriger.",
  send: "Envoyer ma demande",
  cancel: "Annuler",
  sent: (day: string) =>
    `Votre demande est envoyée. Vous aurez une réponse au plus tard le ${day}.`,
  alreadyAsked: "Vous avez déjà fait cette demande. La réponse arrive.",
  requestsTitle: "Vos demandes",
  received: (day: string) => `Demandé le ${day}`,
  due: (day: string) => `Réponse au plus tard le ${day}`,
  /** What the person was told, by the step. */
  steps: {
    extended: "Délai prolongé",
    answered: "Réponse",
    refused: "Refus",
    in_progress: "Message",
    withdrawn: "Message",
  } as Record<string, string>,
  answerOn: (step: string, day: string) => `${step}, le ${day}`,
  peopleTitle: "Votre foyer",
  correct: "Corriger",
  correctOf: (name: string) => `Corriger : ${name}`,
  corrected: "C’est corrigé. Les personnes qui vous accompagnent le voient tout de suite.",
  firstName: "Prénom",
  lastName: "Nom",
  phone: "Téléphone",
  emailHint:
    "Pour changer d’adresse électronique, faites une demande de correction plus bas : cette adresse prouve que c’est bien vous.",
  save: "Enregistrer",

  pauseTitle: "Faire une pause",
  pauseIntro:
    "Besoin de temps ? Choisissez une date : personne ne vous appelle ni ne vous écrit avant ce jour.",
  pausedUntil: (day: string) =>
    `Votre dossier est en pause : personne ne vous appelle avant le ${day}.`,
  pause: "Mettre en pause",
  changePause: "Changer la date",
  resume: "Reprendre dès maintenant",
  pauseUntil: "Ne pas m’appeler avant le",
  pauseHint: "Dans un an au plus tard. Vous pouvez reprendre quand vous voulez.",
  pauseRequired: "Choisissez une date.",
  pauseNow: "Mettre en pause",

  accessesTitle: "Qui a lu votre dossier",
  accessesShow: "Voir qui l’a lu",
  accessesIntro:
    "Chaque ouverture de votre dossier, de ses échanges ou de sa fiche conseils, et chaque export qui l’a emporté.",
  accessesNone: "Personne ne l’a encore ouvert.",
  accessActions: {
    "prospect.read": "Le dossier a été ouvert",
    "interaction.read": "Les échanges ont été lus",
    "advice_sheet.read": "La fiche conseils a été lue",
    "prospect.export": "Le dossier a été emporté dans un export",
  } as Record<string, string>,
  accessOther: "Le dossier a été lu",

  copyTitle: "Emporter une copie",
  copyIntro: "Tout ce que le programme garde sur votre foyer, notes comprises.",
  copyHtml: "Copie à lire et à imprimer",
  copyJson: "Copie pour un logiciel (JSON)",
  copied: "La copie est enregistrée sur votre appareil.",

  eraseTitle: "Effacer mon dossier",
  eraseIntro:
    "Les noms, les coordonnées et tout ce qui a été écrit disparaissent, partout et pour toujours. Personne ne pourra les retrouver.",
  erase: "Effacer mon dossier",
  eraseNumber: (number: string) =>
    `Pour confirmer, recopiez le numéro de votre dossier : ${number}`,
  eraseShort: "Numéro du dossier",
  eraseWrong: "Ce n’est pas le numéro de votre dossier.",
  eraseNow: "Effacer définitivement",
  erased: "Votre dossier est effacé",
  erasedText:
    "Plus rien ne permet de vous reconnaître. Si votre projet reprend, envoyez une nouvelle demande : nous serons heureux de vous lire.",

  failed: "Cette partie de la page n’a pas pu se charger",
} as const;
