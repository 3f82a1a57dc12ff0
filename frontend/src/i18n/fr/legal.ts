/** One heading with paragraphs and an optional list. */
export interface Section {
  title: string;
  paragraphs: readonly string[];
  items?: readonly string[];
}

interface Sheet {
  title: string;
  intro: string;
  sections: readonly Section[];
}

/** An honest declaration: what was checked, how, and what is still missing. */
export const accessibility: Sheet = {
  title: "Déclaration d’accessibilité",
  intro:
    "Le programme Oh my Lot ! s’engage à rendre ce service accessible, pour le public comme pour les équipes, selon l’article 47 de la loi n° 2005-102 du 11 février 2005.",
  sections: [
    {
      title: "État de conformité",
      paragraphs: [
        "Ce service est partiellement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.",
        "Aucun audit complet par une personne extérieure n’a encore été mené. Cette déclaration repose sur nos propres vérifications et le dit.",
      ],
    },
    {
      title: "Ce que nous vérifions à chaque version",
      paragraphs: [],
      items: [
        "Contrôle automatique de chaque page, en grand et en petit écran. Il couvre environ un tiers des 106 critères.",
        "Parcours entiers au clavier seul, focus toujours visible et placé sur le titre à chaque changement de page.",
        "Contraste des textes d’au moins 4,5 pour 1, en apparence claire et sombre.",
        "Cibles d’au moins 24 pixels, agrandissement à 200 %, respect du réglage « réduire les animations ».",
      ],
    },
    {
      title: "Ce qui n’est pas encore établi",
      paragraphs: [],
      items: [
        "Les critères qui demandent un jugement humain n’ont pas tous été évalués : pertinence des intitulés, ordre de lecture des écrans denses, restitution par plusieurs lecteurs d’écran.",
        "Les fichiers exportés (tableur, CSV) ne sont pas vérifiés.",
      ],
    },
    {
      title: "Technologies et outils",
      paragraphs: [
        "HTML, CSS, JavaScript, WAI-ARIA. Contrôles menés avec axe-core dans Chromium, et à la main au clavier.",
      ],
    },
    {
      title: "Nous signaler une difficulté",
      paragraphs: [
        "Si une page vous empêche d’avancer, dites-le à la personne du réseau accueil qui vous suit, ou au Département du Lot. Nous vous répondons et vous donnons l’information sous une autre forme.",
        "Indiquez la page, ce que vous vouliez faire et le matériel utilisé.",
      ],
    },
    {
      title: "Voies de recours",
      paragraphs: [
        "Si vous signalez un défaut et que la réponse ne vous convient pas, vous pouvez :",
      ],
      items: [
        "écrire au Défenseur des droits, en ligne ou par courrier gratuit sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07 ;",
        "rencontrer le délégué du Défenseur des droits de votre département.",
      ],
    },
  ],
};

export const privacy: Sheet = {
  title: "Confidentialité",
  intro: "Ce que nous faisons de vos informations, en phrases courtes.",
  sections: [
    {
      title: "Qui est responsable",
      paragraphs: ["Le Département du Lot, pour le programme Oh my Lot ! et son réseau accueil."],
    },
    {
      title: "Pourquoi nous demandons ces informations",
      paragraphs: [
        "Pour vous accompagner dans votre installation : vous orienter vers la bonne personne, chercher un emploi, un logement, une école.",
        "Chaque usage a son accord séparé. Aucune case n’est cochée d’avance.",
      ],
    },
    {
      title: "Ce que nous ne demandons jamais",
      paragraphs: [],
      items: [
        "l’identité de vos enfants : seulement des tranches d’âge ;",
        "votre santé, vos origines, vos opinions, votre religion ;",
        "votre numéro de sécurité sociale ou vos coordonnées bancaires.",
      ],
    },
    {
      title: "Qui peut les lire",
      paragraphs: [
        "L’équipe du programme et les référents chargés de votre dossier ou de votre territoire. Chaque lecture d’un dossier complet est notée.",
        "Un employeur ne voit jamais votre dossier.",
      ],
    },
    {
      title: "Combien de temps",
      paragraphs: [
        "Deux ans après votre dernière action si une recherche d’emploi est concernée, trois ans sinon. Un rappel vous est envoyé trente jours avant. Ensuite, vos informations sont rendues anonymes.",
        "Sur un stand, vos coordonnées ne sont notées qu’avec votre accord, chiffrées sur l’appareil jusqu’à leur envoi. Ce qui n’a pas rejoint votre dossier est effacé un an après l’événement.",
        "Quand deux dossiers d’un même foyer sont réunis, ce qui permet de les séparer est gardé trente jours, puis effacé.",
        "Une candidature d’ambassadeur que personne ne confirme est effacée après sept jours. L’adresse d’un abonné à la lettre d’information est effacée dès qu’il se désinscrit.",
        "Les noms de ceux qui participent à un groupe de travail du programme sont effacés un an après la fin du groupe.",
        "Une alerte d’offres ne garde que votre adresse, votre recherche et des dates. Elles sont effacées dès que vous l’arrêtez, et au plus tard douze mois après votre dernier signe d’intérêt.",
      ],
    },
    {
      title: "Vos droits",
      paragraphs: [
        "Vous pouvez consulter, corriger, récupérer, limiter ou effacer vos informations, et retirer un accord à tout moment. Demandez-le à votre référent ou au Département du Lot.",
        "Si la réponse ne vous convient pas, vous pouvez saisir la CNIL : 3 place de Fontenoy, TSA 80715, 75334 Paris CEDEX 07.",
      ],
    },
    {
      title: "Traceurs",
      paragraphs: [
        "Aucun traceur, aucune mesure d’audience, aucune ressource chargée depuis un autre site. Il n’y a donc pas de bandeau à accepter.",
        "Les codes imprimés sur nos affiches comptent leurs visites par jour, sans rien garder de qui les suit.",
        "Seul un cookie technique garde la session des équipes connectées. Votre choix d’apparence reste dans votre navigateur.",
      ],
    },
  ],
};

export const legal: Sheet = {
  title: "Mentions légales",
  intro: "Qui publie ce service et à quelles conditions.",
  sections: [
    {
      title: "Éditeur",
      paragraphs: [
        "Département du Lot, à Cahors, pour le programme Oh my Lot ! et ses partenaires.",
      ],
    },
    {
      title: "Logiciel",
      paragraphs: [
        "Le logiciel est libre, sous licence Apache 2.0. La police des titres est Young Serif, sous licence SIL Open Font 1.1. Le dessin et le logotype sont propres au projet.",
      ],
    },
    {
      title: "Données de référence",
      paragraphs: [
        "Communes et intercommunalités : code officiel géographique. Métiers : répertoire ROME de France Travail. Ces données sont réutilisées sous Licence Ouverte.",
      ],
    },
  ],
};
