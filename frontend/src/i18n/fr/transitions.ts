/** Moving a file from one stage to another. */
export const transitions = {
  title: (name: string, to: string) => `${name} : passer à « ${to} »`,
  change: "Changer d’étape",
  moveTo: "Déplacer vers…",
  moveOf: (name: string) => `Déplacer vers… : ${name}`,
  confirm: "Changer d’étape",
  done: (name: string, to: string) => `${name} : étape « ${to} ».`,
  none: "Aucun changement d’étape possible",
  closingReason: "Motif de clôture",
  reason: "Raison",
  reasonHint: "Conservée dans l’historique du dossier.",
  nextAction: "Prochaine action",
  nextActionHint: "Un dossier ouvert a toujours une prochaine action. Le foyer la lit sur sa page.",
  nextActionOn: "Pour le",
  effectiveOn: "Date d’effet",
  effectiveHint: "Aujourd’hui si vous laissez vide.",
  installationIntro:
    "Pour compter cette famille comme installée, dites où et quand elle a emménagé.",
  assignmentIntro:
    "Un dossier est affecté quand un référent territorial l’accepte. Choisissez qui l’accompagne.",
  referent: "Référent territorial",
  referentPlaceholder: "Choisir un référent",
  load: (open: number, capacity: number | null) =>
    capacity === null ? `${open} en cours` : `${open} en cours sur ${capacity}`,
  voids: "L’installation enregistrée sera annulée et ne comptera plus.",
  allowed: (states: string) => `Étapes possibles maintenant : ${states}.`,
  allowedNone: "Aucune étape n’est possible maintenant.",
  refused: (name: string) => `${name} n’a pas changé d’étape`,
} as const;
