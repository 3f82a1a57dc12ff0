/** The newsletter: asked for, confirmed, ended. */
export const newsletter = {
  title: "La lettre du Lot",
  tab: "Lettre d’information",
  intro:
    "Des nouvelles du programme, des rencontres et des familles qui s’installent, quelques fois par an.",
  closed: "L’inscription n’est pas possible pour le moment.",
  email: "Votre adresse électronique",
  consent: "Votre accord",
  trap: "Laissez ce champ vide",
  submit: "M’inscrire",
  errors: {
    email: "Indiquez une adresse électronique, par exemple nom@exemple.fr.",
    consent: "Cochez cette case : sans votre accord, nous ne pouvons pas vous écrire.",
  },
  sentTitle: "Encore une étape",
  sentText:
    "Ouvrez le message que nous venons de vous envoyer et confirmez votre adresse. Le lien est valable sept jours ; sans confirmation, elle est effacée.",
  opening: "Confirmation…",
  failed: "L’inscription n’a pas pu être confirmée",
  confirmedTitle: "Votre inscription est confirmée",
  confirmedText: "Vous recevrez la prochaine lettre. Chacune permet de se désinscrire en un clic.",
  askTitle: "Vous désinscrire de la lettre ?",
  askText: "Votre adresse est effacée aussitôt.",
  stop: "Me désinscrire",
  stoppedTitle: "Vous êtes désinscrit",
  stoppedText: "Votre adresse est effacée. Vous pouvez vous réinscrire à tout moment.",
  overTitle: "Ce lien n’est plus valable",
  overText:
    "Il est trop ancien, ou l’adresse est déjà effacée. Vous pouvez vous inscrire de nouveau.",
  again: "S’inscrire à la lettre",
  home: "Revenir à l’accueil",
} as const;
