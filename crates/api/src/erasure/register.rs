//! The register of the columns, as people read it: `docs/donnees-personnelles.md`.

use std::fmt::Write;

use persistence::StoreError;
use persistence::erasure::{Category, Column, Route, Rule, Table, tables};

const HEAD: &str = "\
# Données personnelles : ce que contient chaque colonne

Cette page est écrite par `ohmylot erasures columns` à partir du classement qui pilote l’effacement
(`crates/persistence/src/erasure/columns.txt`). Un test compare le classement aux tables des deux bases : une colonne
nouvelle, disparue ou mal classée le fait échouer ; un autre compare cette page à ce que la commande écrit.

Effacer une personne applique la règle de chaque colonne aux lignes qui sont les siennes, en une transaction. Ce qui est
compté reste ; ce qui est laissé à la place d’un nom ou d’une phrase est « (effacé) ».
";

/// The page.
///
/// # Errors
/// [`StoreError::Settings`] when the classification cannot be read.
pub fn page() -> Result<String, StoreError> {
    let mut page = HEAD.to_owned();
    let (people, others): (Vec<&Table>, Vec<&Table>) = tables()?.iter().partition(|table| !table.routes.is_empty());
    for (title, part) in [("Lignes effacées avec une personne", people), ("Autres tables", others)] {
        // Writing to a text does not fail.
        let _ = writeln!(page, "\n## {title}");
        part.into_iter().for_each(|table| write_table(&mut page, table));
    }
    Ok(page)
}

fn write_table(page: &mut String, table: &Table) {
    let _ = writeln!(page, "\n### `{}`\n\n{}. Fin : {}.", table.name, table.purpose, table.end);
    for (_, route) in &table.routes {
        let _ = writeln!(page, "Chemin vers la personne : {}.", way(route));
    }
    let _ = writeln!(page, "\n| catégorie | règle | colonnes |\n|---|---|---|");
    let mut left: Vec<&Column> = table.columns.iter().collect();
    while let Some(first) = left.first().copied() {
        let same = |column: &&Column| (column.category, column.rule) == (first.category, first.rule);
        let names: Vec<String> = left.iter().copied().filter(same).map(|one| format!("`{}`", one.name)).collect();
        left.retain(|column| !same(column));
        let _ = writeln!(page, "| {} | {} | {} |", category(first.category), rule(first.rule), names.join(", "));
    }
}

fn way(route: &Route) -> String {
    match route {
        Route::Own(column) => format!("`{column}`"),
        Route::Through { own, table, key, column } => format!("`{own}` → `{table}.{key}`, `{table}.{column}`"),
        Route::Address(column) => format!("son adresse dans `{column}`"),
        Route::Mail => "messages en attente qui lui vont ou parlent de son dossier".to_owned(),
        Route::Trail => "écritures sur ce qui est à elle".to_owned(),
        Route::Answers => "réponses gardées qui citent ce qui est à elle".to_owned(),
    }
}

const fn category(category: Category) -> &'static str {
    match category {
        Category::Identity => "identité",
        Category::Contact => "coordonnées",
        Category::FreeText => "texte libre",
        Category::Household => "fait du ménage",
        Category::Statistical => "statistique",
        Category::Technical => "technique",
        Category::Reference => "référence",
    }
}

const fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Keep => "reste",
        Rule::Null | Rule::Empty | Rule::Object | Rule::List | Rule::JsonNull | Rule::Bytes => "vidé",
        Rule::Word => "remplacé",
        Rule::Delete => "ligne supprimée",
    }
}
