import { plural } from "../format";

const MEGA = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** The communication kit, as the team keeps it and as members of the network take it. */
export const kitItems = {
  title: "Kit de communication",
  intro: "Les fichiers à jour que les employeurs membres et le réseau peuvent reprendre.",
  memberIntro: "Affiches, logos et textes à reprendre. La dernière version est toujours celle-ci.",
  add: "Ajouter un élément",
  addTitle: "Ajouter un élément au kit",
  editTitle: "Modifier l’élément",
  emptyTitle: "Le kit est vide",
  emptyText:
    "Ajoutez une affiche, un logo ou un argumentaire : les employeurs membres les téléchargent ici, et vous voyez lesquels servent.",
  memberEmptyTitle: "Rien à télécharger pour le moment",
  memberEmptyText: "Le programme ajoutera ici ses affiches, ses logos et ses textes.",
  outsideTitle: "Le kit est réservé aux membres du réseau",
  outsideText:
    "Demandez l’adhésion depuis votre fiche en acceptant la charte. Dès que le programme l’accepte, le kit s’ouvre ici.",
  outsideAction: "Aller à ma fiche",
  results: (count: number) => plural(count, "% élément", "% éléments"),
  search: "Rechercher",
  searchPlaceholder: "Titre, description",
  audience: "Pour qui",
  archivedToo: "Montrer aussi les archives",
  itemTitle: "Titre",
  titleRequired: "Indiquez un titre.",
  description: "À quoi il sert",
  audiencesRequired: "Choisissez au moins un public.",
  file: "Fichier",
  fileHint: "PDF, PNG, JPEG, ZIP, DOCX, PPTX ou MP4, 10 Mo au plus.",
  fileRequired: "Choisissez un fichier.",
  fileTooLarge: "Ce fichier dépasse 10 Mo.",
  fileRefused: "Ce type de fichier n’est pas accepté.",
  chooseFile: "Choisir un fichier",
  noFile: "Pas encore de fichier",
  note: "Ce qui change",
  noteHint: "Une phrase pour qui avait la version d’avant.",
  version: (number: number) => `Version ${number}`,
  fileShown: (format: string, size: number) =>
    size < 100_000
      ? `${format}, ${MEGA.format(size / 1000)} ko`
      : `${format}, ${MEGA.format(size / 1_000_000)} Mo`,
  addedBy: (date: string, name: string | null) =>
    name === null ? `Ajoutée le ${date}` : `Ajoutée le ${date} par ${name}`,
  updatedOn: (date: string) => `Mis à jour le ${date}`,
  downloads: "Téléchargements",
  counts: (downloads: number, employers: number) =>
    `${downloads} (${plural(employers, "% employeur", "% employeurs")})`,
  download: "Télécharger",
  downloadOf: (title: string) => `Télécharger ${title}`,
  newVersion: "Nouvelle version",
  newVersionOf: (title: string) => `Nouvelle version de ${title}`,
  history: "Historique",
  historyOf: (title: string) => `Historique de ${title}`,
  versions: "Versions",
  whoDownloaded: "Employeurs qui l’ont téléchargé",
  nobodyDownloaded: "Aucun employeur ne l’a encore téléchargé.",
  taken: (count: number, version: number, date: string) =>
    `${plural(count, "% téléchargement", "% téléchargements")}, version ${version}, le ${date}`,
  created: "L’élément est ajouté au kit.",
  saved: "L’élément est enregistré.",
  versionAdded: "La nouvelle version est en ligne.",
  versionSame: "Ce fichier est déjà la dernière version.",
  archived: "L’élément est archivé.",
  restored: "L’élément est restauré.",
  createdWithoutFile:
    "L’élément est ajouté, mais son fichier n’est pas passé. Ajoutez-le avec « Nouvelle version ».",
  ofEmployer: "Kit de communication",
  ofEmployerNone: "Rien n’a été téléchargé pour cet employeur.",
} as const;
