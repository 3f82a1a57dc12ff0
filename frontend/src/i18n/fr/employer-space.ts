/** What an employer does by itself: its accounts, its recruits; and sign-ups that the programme checks. */
export const employerSpace = {
  accounts: "Accès à l’espace",
  noAccounts: "Personne n’a encore accès à cet espace.",
  invite: "Inviter",
  inviteTitle: "Inviter un collègue",
  emailRequired: "Indiquez l’adresse électronique.",
  end: "Retirer l’accès",
  endOf: (name: string) => `Retirer l’accès : ${name}`,
  endTitle: (name: string) => `Retirer l’accès de ${name} ?`,
  endText: "La personne est déconnectée aussitôt et ne pourra plus entrer dans cet espace.",
  ended: "L’accès est retiré.",

  referrals: "Accueillir un recruté",
  referralsIntro:
    "Logement, école, emploi du conjoint ou de la conjointe : le réseau accueil s’en occupe, gratuitement. Donnez-nous ses coordonnées, avec son accord.",
  refer: "Recommander une personne",
  send: "Transmettre",
  referred: "C’est transmis au réseau accueil.",
  contactHint: "Une adresse électronique ou un téléphone : l’un des deux suffit.",
  contactRequired: "Indiquez une adresse électronique ou un téléphone.",
  arrival: "Date d’arrivée",
  arrivalHint: "Même approximative, ou laissez vide.",
  spouse: "Vient-elle ou vient-il en couple ?",
  spouseHint: "Le réseau accueil cherche aussi un emploi pour l’autre personne.",
  agreement: "La personne est d’accord pour que le réseau accueil la contacte",
  agreementText: (text: string) => `Le texte à lui lire ou à lui montrer : « ${text} »`,
  agreementRequired: "Il faut l’accord de la personne.",
  referredOn: (day: string, by: string) => `Transmis le ${day} par ${by}`,
  arrives: (day: string) => `arrivée le ${day}`,
  stageHint:
    "Vous voyez l’avancement seulement si la personne accepte que son dossier soit partagé. Le reste de son dossier ne regarde qu’elle.",

  signUps: "Inscriptions à vérifier",
  signUpsIntro:
    "L’entreprise ou l’adresse était déjà connue. Vérifiez que la personne y travaille bien avant d’ouvrir l’accès.",
  signUpOf: (who: string, name: string) => `${who}, pour ${name}`,
  accept: "Ouvrir l’accès",
  acceptOf: (who: string) => `Ouvrir l’accès : ${who}`,
  acceptTitle: (who: string) => `Ouvrir l’accès à ${who} ?`,
  acceptText:
    "La personne reçoit un lien pour entrer dans l’espace de l’employeur. Elle en lira la fiche, les interlocuteurs et les recrutés transmis.",
  refuse: "Refuser",
  refuseOf: (who: string) => `Refuser : ${who}`,
  refuseHint: "La personne la lira dans le courriel qu’elle reçoit.",
  signUpAccepted: "L’accès est ouvert.",
  signUpRefused: "La demande est refusée.",
} as const;
