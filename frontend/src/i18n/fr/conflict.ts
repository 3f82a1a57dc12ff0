/** The choice between two versions of the same element. */
export const conflict = {
  title: "Cet élément a changé entre-temps",
  intro:
    "Quelqu’un l’a enregistré pendant que vous le modifiiez. Pour chaque champ différent, choisissez ce qui doit rester.",
  mine: "La vôtre",
  stored: "La version enregistrée",
  empty: "(vide)",
  save: "Enregistrer ce choix",
  discard: "Revenir à ma saisie",
} as const;
