import { plural } from "../format";

/** Calling a colleague in a note. */
export const mentions = {
  hint: "Tapez @ pour prévenir un collègue.",
  privateHint: "Une note privée ne prévient personne.",
  found: (count: number) =>
    plural(
      count,
      "% collègue proposé. Flèches pour choisir, Entrée pour prévenir, Échap pour fermer.",
      "% collègues proposés. Flèches pour choisir, Entrée pour prévenir, Échap pour fermer.",
    ),
  nobody: "Aucun collègue de ce nom ne voit ce dossier.",
  list: "Collègues qui voient ce dossier",
  warned: (names: string) => `Seront prévenus : ${names}`,
  warnedOne: (name: string) => `Sera prévenu : ${name}`,
} as const;
