import { plural } from "../format";

/** The account page. */
export const account = {
  title: "Mon compte",
  profile: "Mon identité",
  firstName: "Prénom",
  lastName: "Nom",
  email: "Adresse électronique",
  emailHint: "Pour changer d’adresse, demandez à l’administration du programme.",
  nameRequired: "Ce champ est obligatoire.",
  saved: "Vos informations sont enregistrées.",
  rights: "Mes habilitations",
  rightsOf: (role: string, partner: string | null) => (partner ? `${role} — ${partner}` : role),
  area: (codes: readonly string[]) =>
    codes.length === 0 || codes.includes("46")
      ? "Tout le département"
      : plural(codes.length, "% territoire", "% territoires"),
  allProjects: "Tous les types de projet",
  noRights: "Aucune habilitation en cours. Demandez à l’administration du programme.",
  password: "Mot de passe",
  currentPassword: "Mot de passe actuel",
  changePassword: "Changer le mot de passe",
  passwordChanged: "Votre mot de passe est changé. Vos autres sessions sont terminées.",
  totp: "Vérification en deux étapes",
  totpOn: "Activée",
  totpOff: "Désactivée",
  totpOffText:
    "Un code à usage unique, donné par votre téléphone, protège les dossiers même si votre mot de passe est connu de quelqu’un d’autre.",
  totpOnText: "Un code de votre application d’authentification est demandé à chaque connexion.",
  totpStart: "Activer la vérification",
  totpScan: "1. Scannez cette image avec votre application d’authentification.",
  totpQr: "Code QR à scanner avec votre application d’authentification",
  totpSecret: "Vous ne pouvez pas scanner ? Saisissez cette clé dans l’application :",
  totpEnter: "2. Saisissez le code à six chiffres affiché par l’application.",
  totpConfirm: "Confirmer le code",
  totpDisable: "Désactiver la vérification",
  totpDisableText: "Votre compte sera moins bien protégé. Confirmez avec votre mot de passe.",
  totpDisabled: "La vérification en deux étapes est désactivée.",
  recoveryTitle: "Vos codes de secours",
  recoveryText:
    "Chaque code remplace une fois votre téléphone. Ils ne seront plus affichés : copiez-les ou imprimez-les, puis gardez-les en lieu sûr.",
  recoveryCopy: "Copier les codes",
  recoveryCopied: "Codes copiés",
  recoveryPrint: "Imprimer",
  recoveryDone: "J’ai gardé mes codes",
  sessions: "Mes sessions",
  sessionsIntro: "Appareils sur lesquels votre compte est ouvert.",
  device: "Appareil",
  lastUsed: "Dernière activité",
  openedOn: "Ouverte le",
  currentDevice: "Cet appareil",
  unknownDevice: "Appareil inconnu",
  endSession: "Fermer la session",
  endSessionOf: (device: string) => `Fermer la session de ${device}`,
  sessionEnded: "La session est fermée.",
  everywhere: "Se déconnecter partout",
  everywhereTitle: "Se déconnecter de tous les appareils ?",
  everywhereText:
    "Toutes vos sessions seront fermées, y compris celle-ci. Vous devrez vous connecter à nouveau.",

  referent: "Mon activité de référent",
  referentIntro:
    "Les foyers lisent ce téléphone et cette adresse. Vos territoires et vos types de projet sont réglés par l’équipe du programme.",
  absencesHint:
    "Pendant une absence, aucun foyer ne vous est proposé : votre remplaçant est sollicité à votre place.",
  referentSaved: "Vos réglages sont enregistrés.",

  calendar: "Mon agenda",
  calendarIntro:
    "Retrouvez vos prochaines actions et vos tâches dans l’agenda de votre téléphone ou de votre ordinateur. Il n’y a ni nom, ni adresse, ni téléphone : seulement le numéro du dossier et ce qu’il faut faire.",
  calendarCreate: "Créer l’adresse de mon agenda",
  calendarRenew: "Créer une nouvelle adresse",
  calendarRevoke: "Supprimer l’adresse",
  calendarRevokeTitle: "Supprimer l’adresse de votre agenda ?",
  calendarRevokeText:
    "Vos agendas ne recevront plus rien. Vous pourrez créer une autre adresse à tout moment.",
  calendarRevoked: "L’adresse de votre agenda est supprimée.",
  calendarOnce:
    "Copiez cette adresse maintenant : elle ne sera plus affichée. Dans votre agenda, choisissez « Ajouter un agenda par URL ». Ne la donnez à personne : elle suffit pour lire vos actions.",
  calendarAddress: "Adresse privée",
  calendarCopy: "Copier l’adresse",
  calendarCopied: "Adresse copiée",
  calendarSince: (date: string) => `Adresse créée le ${date}.`,
  calendarRead: (when: string) => `Lue pour la dernière fois le ${when}.`,
  calendarNeverRead: "Aucun agenda ne l’a encore lue.",
} as const;
