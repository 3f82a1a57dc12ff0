import { plural } from "../format";

/** Proposals, answers and the reasons behind them. */
export const assignments = {
  accept: "Accepter",
  acceptOf: (household: string) => `Accepter : ${household}`,
  accepted: (household: string) =>
    `Vous accompagnez ${household}. Prochaine étape : prendre contact.`,
  decline: "Refuser",
  declineOf: (household: string) => `Refuser : ${household}`,
  declineHint: "Le dossier sera proposé aussitôt à une autre personne.",
  declined: "Votre refus est noté. Le dossier est proposé à une autre personne.",
  declineTitle: (household: string) => `Refuser : ${household}`,
  comment: "Pour quelle raison ?",
  commentHint: "L’équipe du programme lira ces mots ; le foyer ne les verra pas.",
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
  /** Why people were left out, as the heading of their list. */
  exclusions: {
    declined: "A déjà refusé ce dossier",
    absent: "En congé",
    full: "Complet pour le moment",
    other_projects: "Suit d’autres types de projet",
    archived: "Ne fait plus partie du réseau",
    out_of_zone: "Intervient sur d’autres territoires",
  } as Record<string, string>,
  load: (open: number, capacity: number | null) =>
    capacity === null
      ? plural(open, "% dossier en cours", "% dossiers en cours")
      : `${plural(open, "% dossier en cours", "% dossiers en cours")} sur ${capacity}`,
  inPlaceOf: (name: string) => `À la place de ${name}, en congé`,
  handover: (name: string) => `Passage de relais de ${name}`,
  handoverPlain: "Passage de relais",
} as const;
