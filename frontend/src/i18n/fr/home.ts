/** The public home page. */
export const home = {
  tab: "Vivre et travailler dans le Lot",
  title: "S’installer dans le Lot, accompagné de bout en bout",
  lead: "Le réseau accueil aide celles et ceux qui veulent vivre et travailler dans le Lot. C’est gratuit, humain et confidentiel.",
  ask: "Parler de mon projet",
  askHint: "Trois minutes suffisent. Une personne du territoire vous répond.",
  follow: "J’ai déjà un dossier",
  employers: "Vous recrutez ? Rejoignez le réseau",
  offers: "Voir les offres d’emploi",
  howTitle: "Comment cela se passe",
  steps: [
    {
      title: "Vous racontez votre projet",
      text: "Emploi, création ou reprise d’activité, ferme, santé, télétravail : dites-nous où vous en êtes, même si tout n’est pas décidé.",
    },
    {
      title: "Un référent vous accompagne",
      text: "Une personne de l’intercommunalité qui vous intéresse devient votre interlocuteur. Elle connaît les lieux et les gens.",
    },
    {
      title: "Tout le foyer s’installe",
      text: "Travail pour vous deux, logement, école, garde d’enfants, vie associative : les partenaires avancent ensemble, jusqu’après l’arrivée.",
    },
  ],
  whoTitle: "Qui vous répond",
  who: "Le Département, les intercommunalités, les chambres consulaires, France Travail, Lot Tourisme, la Région et la Préfecture travaillent ensemble.",
  privacyTitle: "Vos informations restent à vous",
  privacy:
    "Elles servent seulement à vous accompagner. Vous pouvez les consulter, les corriger ou les effacer à tout moment.",
  privacyLink: "Ce que nous faisons de vos informations",
} as const;
