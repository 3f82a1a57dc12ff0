import { ofName, plural } from "../format";

/** Proposals, answers and the reasons behind them. */
export const assignments = {
  accept: "Accepter",
  acceptOf: (about: string) => `Accepter : ${about}`,
  accepted: (household: string) =>
    `Vous accompagnez ${household}. Prochaine étape : prendre contact.`,
  acceptedFor: (name: string, household: string) => `${name} accompagne ${household}.`,
  decline: "Refuser",
  declineOf: (about: string) => `Refuser : ${about}`,
  declineHint: "Le dossier sera proposé aussitôt à une autre personne.",
  declined: "Le refus est noté. Le dossier est proposé à une autre personne.",
  declineTitle: (about: string) => `Refuser : ${about}`,
  comment: "Pour quelle raison ?",
  commentHint:
    "L’équipe du programme lira ces mots. La personne aussi, si elle demande son dossier.",
  alreadyAnswered: "Cette proposition a déjà reçu une réponse",

  why: "Pourquoi cette proposition ?",
  whyYou: "Pourquoi vous ?",
  whyOf: (question: string, name: string) => `${question} ${name}`,
  rules: "Ce que dit la table d’orientation",
  tableVersion: (version: number) => `Table d’orientation, version ${version}`,
  byHand: "Choix fait par une personne, sans la table d’orientation.",
  considered: "Personnes envisagées, la mieux placée d’abord",
  nobodyConsidered: "Personne ne pouvait être proposé.",
  chosen: "Choisie",
  excluded: "Personnes écartées",
  excludedCount: (count: number) => plural(count, "% personne écartée", "% personnes écartées"),
  load: (open: number, capacity: number | null) =>
    capacity === null
      ? plural(open, "% dossier en cours", "% dossiers en cours")
      : `${plural(open, "% dossier en cours", "% dossiers en cours")} sur ${capacity}`,
  inPlaceOf: (name: string) => `À la place ${ofName(name)}, en congé`,
  handover: (name: string) => `Passage de relais ${ofName(name)}`,
  handoverPlain: "Passage de relais",

  none: "Personne n’accompagne encore ce foyer. Proposez-le : la table d’orientation choisit la personne la mieux placée et dit pourquoi.",
  proposedTo: (when: string) => `Proposé ${when}`,
  since: (date: string) => `Depuis le ${date}`,
  firstContact: (date: string) => `Premier contact le ${date}`,
  transfer: "Passer le relais",
  transferOf: (name: string) => `Passer le relais ${ofName(name)}`,
  transferTitle: (household: string) => `Passer le relais pour ${household}`,
  transferTo: "À qui ?",
  transferNote: "Ce que cette personne doit savoir",
  transferHint:
    "Ce que le foyer vous a confié, ce qui est promis, ce qu’il vaut mieux éviter. Les tâches ouvertes et la prochaine action partent avec le dossier.",
  transferred: (name: string) => `${name} reçoit votre message et peut accepter le dossier.`,
  end: "Mettre fin",
  endOf: (name: string) => `Mettre fin à l’accompagnement ${ofName(name)}`,
  endTitle: (name: string) => `Mettre fin à l’accompagnement ${ofName(name)} ?`,
  endText:
    "Le foyer n’aura plus cette personne pour interlocuteur. Pour confier le dossier à quelqu’un d’autre, passez plutôt le relais.",
  ended: "L’accompagnement est terminé.",
  past: (count: number) => plural(count, "% réponse passée", "% réponses passées"),
  pastLine: (status: string, date: string) => `${status} le ${date}`,
  quote: (words: string) => `« ${words} »`,

  assignTitle: "Choisir une personne",
  coTitle: "Ajouter un co-référent",
  coHint:
    "Un co-référent accompagne à vos côtés : il voit le dossier, mais ne change pas son étape.",
  assignHint: "Cette personne est prévenue par courriel et peut accepter ou refuser.",
  assignRole: "Rôle",
  assignReferent: "Référent",
  assignWhy: "Pourquoi cette personne ?",
  assignWhyHint: "La famille lira cette phrase. Facultatif.",
  assignAccepted: "Cette personne a déjà accepté",
  assigned: (name: string) => `${name} est prévenu.`,
  saved: "C’est enregistré.",
} as const;
