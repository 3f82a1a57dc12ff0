import { ofName, plural } from "../format";

/** The référent's day. */
export const myDay = {
  title: "Ma journée",
  greeting: (firstName: string, day: string) => `Bonjour ${firstName}. Nous sommes ${day}.`,
  sentence: (parts: string) => `Aujourd’hui : ${parts}.`,
  nothing: "Rien ne vous attend aujourd’hui.",
  parts: {
    to_accept: "À accepter",
    to_call: "À appeler aujourd’hui",
    overdue: "En retard",
    tasks: "Tâches",
    actions: "Actions du pilotage",
    mentions: "Mentions",
    waiting: "En attente du foyer",
  },
  tiles: {
    to_accept: () => "à accepter",
    to_call: () => "à appeler",
    overdue: () => "en retard",
    tasks: (count: number) => plural(count, "tâche", "tâches"),
    actions: (count: number) => plural(count, "action", "actions"),
    mentions: (count: number) => plural(count, "mention", "mentions"),
    waiting: () => "en attente",
  },
  counted: {
    to_accept: (count: number) =>
      plural(count, "% proposition à examiner", "% propositions à examiner"),
    to_call: (count: number) => plural(count, "% foyer à appeler", "% foyers à appeler"),
    overdue: (count: number) => plural(count, "% retard", "% retards"),
    tasks: (count: number) => plural(count, "% tâche", "% tâches"),
    actions: (count: number) => plural(count, "% action du pilotage", "% actions du pilotage"),
    mentions: (count: number) => plural(count, "% mention", "% mentions"),
    waiting: (count: number) => plural(count, "% foyer en attente", "% foyers en attente"),
  },
  summary: "Résumé de la journée",
  empty: {
    to_accept:
      "Aucune proposition en attente. Quand un foyer souhaite s’installer sur votre territoire, il apparaît ici avec la raison de ce choix, et un délai pour répondre.",
    to_call:
      "Personne à appeler aujourd’hui. Donnez une date à la prochaine action d’un dossier : il viendra ici le jour venu.",
    overdue: "Aucun retard. Bravo.",
    tasks: "Aucune tâche pour aujourd’hui.",
    actions:
      "Aucune action. Celles dont un comité ou un groupe de travail vous charge viennent ici.",
    mentions:
      "Aucune mention. Dans une note, un collègue peut écrire @ et votre nom : vous êtes prévenu ici et par courriel.",
    waiting: "Aucun foyer ne vous doit de réponse.",
  },
  more: (count: number) =>
    plural(count, "% autre : voir les dossiers", "% autres : voir les dossiers"),
  territory: "Territoire à préciser",

  role: (role: string) => `Comme ${role.toLocaleLowerCase("fr")}`,
  explanationGone: "L’explication n’est plus disponible : la proposition a peut-être changé.",

  callOf: (phone: string, name: string) => `Appeler le ${phone} : ${name}`,
  noPhone: "Pas de téléphone : ouvrez le dossier pour écrire.",
  done: "C’est fait",
  doneOf: (name: string) => `C’est fait : ${name}`,
  lateSince: (days: number) => plural(days, "prévue il y a % jour", "prévue il y a % jours"),
  firstContactHint: "Le foyer attend que vous preniez contact avec lui.",
  waitingSince: (days: number) =>
    days === 0
      ? "Sans réponse depuis aujourd’hui"
      : plural(days, "Sans réponse depuis % jour", "Sans réponse depuis % jours"),
  plannedOn: (label: string, when: string) => `${label} : ${when}`,

  doneTitle: (name: string) => `C’est fait : ${name}`,
  doneIntro: "Notez en deux mots ce qui s’est passé, puis la suite.",
  reached: "Comment cela s’est passé",
  reachedYes: "Nous nous sommes parlé",
  reachedNo: "Pas de réponse",
  next: "Et ensuite ?",
  doneSaved: "C’est noté. La prochaine action est à jour.",
  suggestions: { reached: "Faire le point", missed: "Rappeler" },

  taskDone: (title: string) => `Tâche faite : ${title}.`,
  actionDone: (title: string) => `Action faite : ${title}.`,
  taskDue: (when: string) => `à faire ${when}`,
  taskLate: (when: string) => `en retard, prévue ${when}`,

  mentionBy: (author: string, when: string) => `${author}, ${when}`,
  seen: "Vu",
  seenOf: (author: string, name: string) => `Vu : la mention ${ofName(author)} sur ${name}`,

  pool: (count: number) =>
    plural(
      count,
      "% foyer attend dans le vivier du programme.",
      "% foyers attendent dans le vivier du programme.",
    ),
  openPool: "Voir le vivier",
} as const;
