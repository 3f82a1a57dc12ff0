/** Delays and hours of the programme. */
export const serviceLevels = {
  title: "Délais",
  description:
    "Les promesses du réseau envers les foyers. Les rappels et les retards sont calculés d’après ces délais.",
  workingHint:
    "Un jour ouvré va du lundi au vendredi, hors jours fériés, entre l’ouverture et la fermeture.",
  promises: "Promesses",
  hours: "Horaires",
  fields: {
    accept_days: "Réponse à une proposition",
    first_contact_days: "Premier contact avec le foyer",
    next_action_days: "Prochaine action",
    pool_days: "Séjour dans le vivier du programme",
    stale_after_days: "Vérification de l’annuaire local",
    opens_at: "Ouverture",
    closes_at: "Fermeture",
    digest_at: "Envoi du résumé du matin",
  },
  hints: {
    accept_days:
      "Jours ouvrés pour accepter ou refuser. Passé ce délai, la personne suivante est sollicitée.",
    first_contact_days: "Jours ouvrés après l’acceptation.",
    next_action_days: "Jours au plus avant la prochaine action d’un dossier ouvert.",
    pool_days: "Jours ouvrés avant que l’équipe du programme soit relancée.",
    stale_after_days: "Jours après lesquels une fiche de l’annuaire est à vérifier.",
    opens_at: "Exemple : 09:00.",
    closes_at: "Les délais s’arrêtent à cette heure et reprennent à l’ouverture.",
    digest_at: "Chaque référent reçoit alors sa journée par courriel, les jours ouvrés.",
  },
  days: (count: number) => (count === 1 ? "jour" : "jours"),
  shipped: "Délais de départ : personne ne les a encore modifiés.",
  updated: (date: string) => `Modifiés pour la dernière fois le ${date}.`,
  saved: "Les délais sont enregistrés. Ils valent pour les prochaines propositions.",
} as const;
