import { formatInteger, formatShortDate, formatShortDateTime, ofName, plural } from "../format";

/** Who saw a file, and what an account saw. */
export const accesses = {
  title: "Qui a consulté ce dossier",
  intro:
    "Les ouvertures du dossier, de ses échanges et de sa fiche conseils, et les exports qui l’ont emporté. Celles d’un dossier fusionné avec lui en sont. Les listes et les recherches n’y sont pas.",
  show: "Voir qui a consulté ce dossier",
  none: "Personne ne l’a encore consulté.",
  erased: "Identité effacée",
  when: (at: string) => formatShortDateTime(at),
  actions: {
    "prospect.read": "a ouvert le dossier",
    "interaction.read": "a lu les échanges",
    "advice_sheet.read": "a lu la fiche conseils",
    "prospect.export": "a emporté le dossier dans un export",
  } as Record<string, string>,
  kinds: {
    identity: "identité",
    contact: "coordonnées",
    household: "foyer",
    project: "projet",
    needs: "besoins",
    consents: "accords",
    history: "historique",
    exchanges: "échanges",
  } as Record<string, string>,
} as const;

export const breach = {
  title: (name: string) => `Ce que le compte ${ofName(name)} a vu`,
  documentTitle: "Ce qu’un compte a vu",
  intro:
    "En cas de compte volé : quels dossiers et quelles données ont été lus ou emportés. À joindre à la notification à la CNIL, due sous 72 heures. Cette consultation s’inscrit au journal.",
  open: "Ce qu’il a vu",
  openOf: (name: string) => `Ce qu’il a vu (compte ${ofName(name)})`,
  back: "Revenir aux comptes",
  since: "Depuis le",
  print: "Imprimer",
  export: "Exporter",
  exportHint: "Toutes les lignes du rapport",
  exported: "Le rapport est enregistré.",
  excel: "CSV pour un tableur",
  csv: "CSV (RFC 4180)",
  period: (since: string, until: string) =>
    `Du ${formatShortDate(since)} au ${formatShortDateTime(until)}`,
  files: (count: number) => plural(count, "% dossier lu ou emporté", "% dossiers lus ou emportés"),
  reads: (count: number) => plural(count, "% lecture", "% lectures"),
  exports: (count: number) => plural(count, "% export", "% exports"),
  changes: (count: number) => plural(count, "% modification", "% modifications"),
  incomplete:
    "Seules les 1 000 lignes les plus récentes sont montrées. L’export les contient toutes.",
  none: "Rien n’a été lu, emporté ni changé depuis cette date.",
  caption: "Ce qui a été vu, du plus récent au plus ancien",
  what: "Quoi",
  data: "Données vues",
  noData: "aucune d’un foyer",
  counts: "Combien de fois",
  between: "Quand",
  span: (first: string, last: string) => {
    const [from, to] = [formatShortDateTime(first), formatShortDateTime(last)];
    return from === to ? from : `Du ${from} au ${to}`;
  },
} as const;

export const verification = {
  verify: "Vérifier le journal",
  intact: (checked: number) =>
    `Le journal est intact : ${plural(checked, "% ligne vérifiée", "% lignes vérifiées")}, rien n’a été changé, retiré ni ajouté après coup.`,
  head: "Fin du journal, à noter hors de l’outil : ",
  broken: "Le journal a été altéré",
  faults: {
    changed: "Cette ligne a été changée",
    missing: "Une ligne a disparu",
    inserted: "Cette ligne a été ajoutée après coup",
    rewritten: "La chaîne a été refaite",
  } as Record<string, string>,
  place: (position: number) => `à la place ${formatInteger(position)}`,
  line: (id: string) => `ligne ${id}`,
} as const;
