import { ofName } from "../format";

/** The advice sheet handed to a household. */
export const adviceSheet = {
  title: "Fiche conseils",
  titleFor: (names: string) => `Fiche conseils ${ofName(names)}`,
  prepared: (date: string) => `Préparée le ${date}`,
  file: (number: string) => `Dossier ${number}`,
  territory: (name: string) => `Territoire d’arrivée : ${name}`,
  anywhere: "Territoire d’arrivée : tout le Lot",
  back: "Retour au dossier",
  print: "Imprimer",
  send: "Envoyer à la famille",
  sendTitle: "Envoyer la fiche à la famille ?",
  sendText:
    "Elle part par courriel, telle que vous la voyez, à la personne qui porte le dossier. L’envoi est noté dans les échanges.",
  sendStale:
    "Certaines adresses sont à vérifier : la famille les verra signalées. Un appel avant l’envoi les confirme.",
  sent: "La fiche est partie.",
  noEmail: "Ajoutez une adresse électronique au demandeur pour lui envoyer la fiche.",
  contacts: "Vos contacts",
  contact: (role: string, partner: string) => `${role}, ${partner}`,
  noContacts: "Aucun référent n’a encore accepté ce dossier.",
  needs: "Votre demande",
  answers: "Nos réponses",
  answeredBy: (partner: string) => `Réponse de ${partner} : `,
  answered: "Réponse : ",
  awaited: (partner: string) =>
    `${partner} est sollicité ; sa réponse vous parviendra par votre référent.`,
  addresses: "Les bonnes adresses",
  noAddresses: "Pas encore d’adresse dans l’annuaire pour ce thème et ce territoire.",
  complete: "Compléter l’annuaire",
  askFor: (name: string) => `Demander ${name}`,
  verified: (date: string) => `Vérifié le ${date}`,
  stale: "À vérifier",
  staleHint: (date: string) =>
    `Vérifié pour la dernière fois le ${date} : appelez avant de vous déplacer.`,
  emptyTitle: "Aucun besoin n’est noté dans ce dossier",
  emptyText:
    "La fiche répond aux besoins du foyer, thème par thème. Notez-les dans le dossier : logement, école, emploi du conjoint…",
  emptyAction: "Noter les besoins",
  signature: "Oh my Lot ! – Le réseau accueil du Lot",
} as const;
