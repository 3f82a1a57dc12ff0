/** Why a file waits in the pool, and what gets it out, by code of `pool_reasons`. */
const pooled: Record<string, { because: string; todo: string }> = {
  no_territory: {
    because: "le foyer n’a choisi aucun territoire",
    todo: "Parlez-en d’abord avec le foyer et notez le territoire qui lui plaît, ou proposez-le au mieux placé.",
  },
  nobody_left: {
    because: "plus personne ne peut être sollicité sur son territoire",
    todo: "L’équipe du programme choisit une personne, ou un référent prend ce foyer : voyez « Autres choix ».",
  },
};

/** Who would accompany a household, before anything is decided. */
export const routing = {
  title: (household: string) => `Qui accompagnerait ${household} ?`,
  intro: "Aperçu sans effet : personne n’est prévenu tant que vous ne proposez pas.",
  tryOthers: "Essayer avec d’autres souhaits",
  tryHint: "Pour répondre à « et si nous allions plutôt à Gourdon ? ». Le dossier ne change pas.",
  whatIf:
    "Simulation : ces personnes seraient proposées si le foyer changeait de souhaits. Pour les proposer vraiment, modifiez d’abord le projet du foyer.",
  reset: "Revenir aux souhaits du foyer",
  propose: "Proposer",
  proposeTo: (name: string) => `Proposer : ${name}`,
  proposed: (name: string) => `${name} est prévenu et peut accepter ou refuser.`,
  already: (name: string) => `${name} est déjà sollicité.`,
  best: "Proposer au mieux placé",
  bestDone: (names: string) => `Proposé à ${names}. La réponse arrivera ici.`,
  bestNothing: "Rien de nouveau à proposer : chacun a déjà été sollicité.",
  toPool: (reason: string) => `Le dossier attend dans le vivier du programme. ${reason}.`,
  pooled: (since: string, reason: string | null) => {
    const because = pooled[reason ?? ""]?.because;
    const waits = `Ce dossier attend dans le vivier du programme depuis le ${since}`;
    return because === undefined ? `${waits}.` : `${waits} parce que ${because}.`;
  },
  pooledTodo: (reason: string | null) =>
    pooled[reason ?? ""]?.todo ?? "L’équipe du programme cherche à qui le confier.",
  preview: "Voir qui serait proposé",
  byHand: "Choisir une personne",
  takeIt: "Je prends ce foyer",
  coReferent: "Ajouter un co-référent",
  otherChoices: "Autres choix",
} as const;
