/** Words that have no place in a file. */
export const sensitive = {
  /** Under every field in which people write about a household. */
  readable: "La personne peut lire ceci : restez factuel.",
  readableAfter: (hint: string) => `${hint} La personne peut lire ceci.`,
  seen: (kind: string, words: string) => `${kind} : « ${words} »`,
  rephrase: "Reformuler",
  keep: "Je confirme, c’est nécessaire",
  /** By the codes of the list `sensitive_kinds`. */
  kinds: {
    health: "Santé",
    religion: "Religion",
    union: "Appartenance syndicale",
    opinion: "Opinions politiques",
    origin: "Origine",
    justice: "Justice",
    orientation: "Orientation sexuelle",
    social_security_number: "Numéro de sécurité sociale",
    bank_details: "Coordonnées bancaires",
    child: "Prénom d’un enfant ou date de naissance",
  } as Record<string, string>,
};
