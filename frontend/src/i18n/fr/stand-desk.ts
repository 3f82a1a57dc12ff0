import {
  formatDateTime,
  formatInteger,
  formatShortDate,
  formatShortDateTime,
  plural,
} from "../format";

/** The stand of an event, for those who prepare it: access, people met, report, code to print. */
export const standDesk = {
  title: "Stand sans réseau",
  intro:
    "Tablettes et téléphones comptent les visiteurs et notent les contacts sans compte ni réseau. Ils s’ouvrent avec le code de l’événement, sur la page « /stand ».",
  window: (from: string, to: string) =>
    `Les appareils entrent du ${formatDateTime(from)} au ${formatDateTime(to)}.`,
  closed: "Aucun code n’est ouvert.",
  openedBy: (name: string, at: string) => `Code créé par ${name}, ${formatShortDateTime(at)}`,
  open: "Créer un code",
  renew: "Changer de code",
  renewTitle: "Changer de code ?",
  renewText: "Le code actuel ne laisse plus entrer personne. Les appareils déjà entrés restent.",
  close: "Fermer le stand",
  closeTitle: "Fermer le stand ?",
  closeText:
    "Tous les appareils sont déconnectés. Ce qu’ils n’ont pas envoyé reste sur eux, lisible avec leur code.",
  closedDone: "Stand fermé",
  codeTitle: "Code du stand",
  codeText:
    "Notez-le maintenant : il n’est montré qu’une fois. Sur chaque appareil, ouvrez la page du stand et saisissez-le.",
  openStand: "Ouvrir la page du stand",
  devices: "Appareils",
  devicesEmpty: "Aucun appareil n’est encore entré.",
  lastSeen: (at: string | null) =>
    at === null ? "N’a encore rien envoyé" : `Dernier envoi : ${formatShortDateTime(at)}`,
  clock: (ms: number | null) => {
    const minutes = ms === null ? 0 : Math.round(ms / 60_000);
    if (minutes === 0) return "";
    const size = plural(Math.abs(minutes), "% minute", "% minutes");
    return minutes > 0
      ? `Horloge en retard de ${size}, corrigée`
      : `Horloge en avance de ${size}, corrigée`;
  },
  revoked: "Déconnecté",
  revoke: "Déconnecter",
  revokeOf: (label: string) => `Déconnecter ${label}`,
  revokeTitle: "Déconnecter cet appareil ?",
  revokeText: (label: string) =>
    `${label} ne pourra plus rien envoyer. S’il revient, il entrera de nouveau avec le code.`,
  revokedDone: "Appareil déconnecté",
  captures: "Personnes rencontrées",
  capturesEmpty: "Personne pour l’instant.",
  show: "Montrer",
  every: "Tout",
  unnamed: "Sans nom",
  metAt: (at: string, device: string) => `${formatShortDateTime(at)}, ${device}`,
  mayBe: "Peut-être déjà connue :",
  hiddenFile: "un dossier d’un autre territoire",
  metToo: (name: string) => `${name || "une autre personne"}, rencontrée au même événement`,
  fileOf: (name: string, number: string) => `${name}, dossier ${number}`,
  reasons: (list: string) => `(${list.toLocaleLowerCase("fr-FR")})`,
  join: "C’est la même personne",
  joinOf: (name: string, file: string) => `C’est la même personne : ${name}, dossier ${file}`,
  openFile: "Ouvrir un dossier à part",
  openFileOf: (name: string) => `Ouvrir un dossier à part pour ${name}`,
  reject: "Écarter",
  rejectOf: (name: string) => `Écarter ${name}`,
  rejectTitle: "Écarter cette personne ?",
  reason: "Motif",
  reasonRequired: "Dites pourquoi.",
  decided: "Décision enregistrée",
  decidedBy: (name: string, at: string) => `Décidé par ${name}, ${formatShortDateTime(at)}`,
  cannotFollow: "Sans accord ou sans moyen de la joindre : pas de dossier.",
  seeFile: "Voir le dossier",
  report: "Bilan de l’événement",
  reportIntro:
    "Des visiteurs aux familles installées. Un dossier compte pour l’événement qu’il nomme et pour chaque stand où la personne a été rencontrée.",
  stage: "Étape",
  stages: {
    visitors: "Visiteurs comptés",
    captures: "Contacts notés",
    with_project: "Avec un projet",
    followed: "Accompagnés",
    settled: "Installés",
  } as Record<string, string>,
  people: "Nombre",
  openFiles: (count: string, stage: string) => `${stage} : ouvrir les ${count} dossiers`,
  each: "Coût de chacun",
  previous: (edition: string) => `Édition ${edition}`.trim(),
  before: "Édition précédente",
  change: (now: number, before: number) => {
    const delta = now - before;
    return delta === 0 ? "=" : `${delta > 0 ? "+" : "−"}${formatInteger(Math.abs(delta))}`;
  },
  cost: (amount: string, stage: string) => `Coût : ${amount} (${stage.toLocaleLowerCase("fr-FR")})`,
  noCost: "Aucune dépense notée : le coût n’est pas calculé.",
  byDay: "Par jour et par appareil",
  day: "Jour",
  device: "Appareil",
  shortDay: formatShortDate,
  number: formatInteger,
  print: "Imprimer",
  qr: "QR code du stand",
  qrText:
    "À poser sur le stand : il ouvre le formulaire de demande, qui retient la source et l’événement.",
  qrAlt: (title: string) => `QR code vers le formulaire de demande, pour ${title}`,
  qrCall: "Vivre et travailler dans le Lot ? Laissez-nous vos coordonnées.",
};
