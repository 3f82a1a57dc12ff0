import { plural } from "../format";

/** The page for everybody, the register and the agreements. */
export const yourData = {
  title: "Vos données personnelles",
  intro:
    "Ce que nous faisons des informations que vous donnez, usage par usage. Le service est construit à partir de ce tableau.",
  promise:
    "Nous ne demandons jamais l’identité de vos enfants, votre santé, vos origines, vos opinions, votre religion, votre numéro de sécurité sociale ni vos coordonnées bancaires.",
  uses: "Usage par usage",
  yourRights: "Exercer vos droits",
  write: (contact: string) =>
    `Écrivez à ${contact} : nous répondons en un mois au plus. Si vous êtes accompagné, votre référent peut aussi transmettre votre demande.`,
  myFile: "Voir mon dossier",
  policy: "Notre politique de confidentialité",
  complaint:
    "Si la réponse ne vous convient pas, vous pouvez saisir la CNIL : 3 place de Fontenoy, TSA 80715, 75334 Paris CEDEX 07.",
};

export const register = {
  title: "Registre des traitements",
  intro: (controller: string, contact: string) =>
    `Responsable : ${controller}. Délégué à la protection des données : ${contact}.`,
  print: "Imprimer",
  download: "Télécharger",
  downloadHint: "Tout le registre, une ligne par finalité",
  downloaded: "Le registre est téléchargé.",
  spreadsheet: "Tableur (CSV, Excel)",
  machine: "CSV (RFC 4180)",
  consents: "Voir les accords donnés",
  columns: {
    why: "Finalité",
    basis: "Base légale",
    persons: "Personnes concernées",
    data: "Données",
    recipients: "Destinataires",
    duration: "Durée de conservation",
    security: "Sécurité",
    consents: "Accords demandés",
    forms: "Formulaires",
  },
  none: "Aucun",
};

export const consentRegister = {
  title: "Accords donnés",
  intro:
    "Chaque finalité, chaque version du texte lu, et combien d’accords tiennent aujourd’hui. Un texte lu ne change jamais : une autre rédaction est une autre version, et chaque accord garde la sienne.",
  caption: "Accords par finalité et par version du texte",
  purpose: "Finalité",
  version: "Version",
  current: "texte affiché aujourd’hui",
  former: "ancien texte",
  given: "Donnés",
  withdrawn: "Retirés",
  inForce: "Tiennent aujourd’hui",
  confirmed: "Dont confirmés",
  confirmedHint:
    "« Confirmés » : par le lien reçu à l’adresse donnée, ou lors d’un appel. Un abonnement par e-mail qui s’arrête est effacé, et n’est plus compté.",
  read: "Lire le texte",
  readOf: (purpose: string, version: string) => `Lire le texte « ${purpose} », version ${version}`,
  register: "Voir le registre des traitements",
  total: (count: number) =>
    plural(count, "% accord tient aujourd’hui.", "% accords tiennent aujourd’hui."),
};
