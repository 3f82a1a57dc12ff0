import { formatDate, formatInteger } from "../format";

const euros = new Intl.NumberFormat("fr-FR", {
  style: "currency",
  currency: "EUR",
  // 12,20 €, but 2 300 €.
  trailingZeroDisplay: "stripIfInteger",
});

const plural = (count: number, one: string, many: string) =>
  `${formatInteger(count)} ${count > 1 ? many : one}`;

/** What the public reads of job offers, of the employers of the network and of the help they get. */
export const publicOffers = {
  tab: "Offres d’emploi dans le Lot",
  title: "Travailler dans le Lot",
  intro: "Des offres d’employeurs qui accueillent aussi votre conjoint et votre famille.",
  search: "Métier, entreprise ou commune",
  searchPlaceholder: "infirmière Figeac",
  around: "Autour de",
  aroundPlaceholder: "Commune",
  radius: "Dans un rayon de",
  radiusKm: (km: number) => `${km} km`,
  sort: "Trier par",
  sorts: { relevance: "Pertinence", "-published_at": "Date", distance: "Distance" },
  filters: "Affiner la recherche",
  epcis: "Territoire",
  contracts: "Contrat",
  sectors: "Secteur",
  more: "Et aussi",
  housing: "Logement possible",
  remote: "Télétravail possible",
  partner: "Aide pour le conjoint",
  clear: "Tout effacer",
  count: (count: number) =>
    count === 0 ? "Aucune offre" : plural(count, "offre trouvée", "offres trouvées"),
  withCount: (label: string, count: number) => `${label} (${formatInteger(count)})`,
  list: "Les offres",
  results: "Offres trouvées",
  emptyTitle: "Aucune offre ne correspond",
  emptyText:
    "Essayez un mot plus court, un rayon plus large ou moins de filtres. Le bon poste n’est pas toujours publié : racontez-nous votre projet, nous cherchons avec vous.",
  ask: "Parler de mon projet",
  failed: "Les offres ne peuvent pas être affichées.",
  map: "Les offres sur la carte",
  mapHint:
    "Chaque rond est une intercommunalité. La liste « Territoire » dit la même chose en mots.",
  mapPlace: (name: string, count: number) =>
    `${name} : ${plural(count, "offre", "offres")}. Choisir ce territoire.`,
  feed: "Suivre les nouvelles offres (flux Atom)",
  publishedOn: (day: string) => `Publiée le ${formatDate(day)}`,
  until: (day: string) => `Jusqu’au ${formatDate(day)}`,
  distance: (km: number) => (km === 0 ? "sur place" : `à ${km} km`),
  positions: (count: number) => plural(count, "poste", "postes"),
  partTime: "Temps partiel",
  fullTime: "Temps plein",
  salary: (told: string | null, read: SalaryRead | null) => (read === null ? told : salaryOf(read)),
  salaryHidden: "Salaire non précisé",
  facts: "En bref",
  contract: "Contrat",
  place: "Lieu",
  pay: "Salaire",
  hours: "Horaires",
  experience: "Expérience",
  starts: "Début",
  occupation: "Métier",
  employer: "L’employeur",
  site: "Site de l’employeur",
  apply: "Postuler",
  applyIntro: "Deux façons d’avancer, l’une n’empêche pas l’autre.",
  applySite: "Postuler sur le site de l’employeur",
  applyMail: "Écrire à l’employeur",
  applyNone: "L’employeur reçoit les candidatures par le réseau accueil.",
  helpTitle: "Vous ne vivez pas encore dans le Lot ?",
  helpText:
    "Logement, école, emploi de votre conjoint : une personne du territoire vous aide, gratuitement, du premier échange à l’installation.",
  help: "Me faire aider pour cette offre",
  back: "Toutes les offres",
  goneTitle: "Cette offre n’est plus en ligne",
  goneText: "Elle est pourvue, ou arrivée à sa fin. D’autres offres vous attendent peut-être.",
  see: "Voir les offres",
  offerMail: (title: string) => `Candidature : ${title}`,
  print: "Imprimer",
  employersTab: "Employeurs du réseau",
  employersTitle: "Ils recrutent dans le Lot",
  employersIntro:
    "Ces employeurs ont signé la charte du réseau : ils accueillent leurs recrutés et leur famille.",
  employersSearch: "Nom ou commune",
  employersEmptyTitle: "Aucun employeur trouvé",
  employersEmptyText: "Essayez un autre mot.",
  employerOffers: (count: number) => plural(count, "offre en ligne", "offres en ligne"),
  join: "Vous recrutez ? Rejoignez le réseau",
  website: "Site internet",
  helpTab: "Le réseau accueil",
  helpPageTitle: "Le réseau accueil vous aide à vous installer",
  helpPageIntro:
    "Des personnes du Lot, payées pour vous accueillir : c’est gratuit et sans engagement.",
  helpThemesTitle: "Ce que nous faisons avec vous",
  helpThemes: [
    {
      title: "Le travail",
      text: "Relire votre candidature, vous présenter à des employeurs, monter ou reprendre une activité.",
    },
    {
      title: "L’emploi du conjoint",
      text: "Deux carrières comptent : nous cherchons pour vous deux, dans un rayon qui vous va.",
    },
    {
      title: "Le logement",
      text: "Louer, acheter, se loger le temps de trouver : les bons contacts, commune par commune.",
    },
    {
      title: "L’école et la garde",
      text: "Crèches, assistantes maternelles, écoles, collèges : les places et les inscriptions.",
    },
    {
      title: "La santé et les démarches",
      text: "Trouver un médecin, changer d’adresse, ne rien oublier.",
    },
    {
      title: "La vie sur place",
      text: "Associations, culture, sport, voisins : ne pas arriver seul.",
    },
  ],
  helpStepsTitle: "Et ensuite ?",
  helpSteps:
    "Vous remplissez une demande en trois minutes. Un référent du territoire qui vous intéresse vous rappelle sous quelques jours, et reste votre interlocuteur jusqu’après l’arrivée.",
} as const;

interface SalaryRead {
  period: string;
  minimum: number;
  maximum: number | null;
  paid_months: number | null;
  basis: string | null;
}

const PERIODS: Record<string, string> = {
  hourly: "de l’heure",
  monthly: "par mois",
  yearly: "par an",
};

function salaryOf({ period, minimum, maximum, paid_months, basis }: SalaryRead): string {
  const amount =
    maximum === null
      ? `À partir de ${euros.format(minimum)}`
      : maximum === minimum
        ? euros.format(minimum)
        : `De ${euros.format(minimum)} à ${euros.format(maximum)}`;
  const kind = basis === "net" ? " net" : basis === "gross" ? " brut" : "";
  const months =
    paid_months !== null && paid_months !== 12
      ? `, sur ${paid_months.toLocaleString("fr-FR")} mois`
      : "";
  return `${amount}${kind} ${PERIODS[period] ?? ""}${months}`;
}
