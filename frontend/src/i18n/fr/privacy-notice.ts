const RIGHTS =
  "À tout moment, vous pouvez consulter vos informations, les corriger, les recevoir, les faire effacer ou limiter leur usage";

/** What is told under each public form. */
export const privacyNotice = {
  question: "Que deviennent ces informations ?",
  more: "Vos données et vos droits",
  who: "Qui :",
  why: "Pourquoi :",
  basis: "Ce qui l’autorise :",
  data: "Quelles informations :",
  recipients: "Qui les lit :",
  duration: "Combien de temps :",
  rights: "Vos droits :",
  /** By the codes of the list `legal_bases`. */
  bases: {
    consent: "Votre accord, que vous pouvez retirer.",
    public_task: "Une mission d’intérêt public du Département.",
    legal_obligation: "Une obligation de la loi.",
  } as Record<string, string>,
  rightsOf: (basis: string, contact: string) => {
    const more: Record<string, string> = {
      consent: ", et retirer votre accord",
      public_task: ", et vous opposer à leur usage",
    };
    return `${RIGHTS}${more[basis] ?? ""}. Écrivez à ${contact}. En cas de désaccord, vous pouvez saisir la CNIL (cnil.fr).`;
  },
};
