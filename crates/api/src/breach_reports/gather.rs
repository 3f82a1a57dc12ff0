//! From the journal to what an account saw, thing by thing.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::accesses::{Deed, EXPORT, kinds};
use persistence::audit::accesses::{self, Touched};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use super::dto::BreachItem;

/// What the trail calls a file.
const FILE: &str = "prospect";

/// Everything that an account saw.
#[derive(Debug, Default)]
pub struct Gathered {
    things: HashMap<(String, Option<Uuid>), Thing>,
    /// Readings of anything.
    pub reads: i64,
    /// Exports of anything.
    pub exports: i64,
    /// Changes of anything.
    pub changes: i64,
}

#[derive(Debug)]
struct Thing {
    kinds: BTreeSet<&'static str>,
    reads: i64,
    exports: i64,
    changes: i64,
    span: (DateTime<Utc>, DateTime<Utc>),
}

impl Gathered {
    /// What the journal says of an account since an instant; an export is taken apart into its files.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(db: &impl ConnectionTrait, user_id: Uuid, since: DateTime<Utc>) -> Result<Gathered, StoreError> {
        let mut gathered = Gathered::default();
        for touched in accesses::touched_by(db, user_id, since).await? {
            match touched.resource_id.filter(|_| touched.action == EXPORT) {
                Some(export) => {
                    gathered.exports += touched.count;
                    for file in accesses::exported(db, export).await? {
                        gathered.add((FILE.to_owned(), Some(file)), &touched);
                    }
                }
                None => {
                    match Deed::of(&touched.action) {
                        Deed::Read => gathered.reads += touched.count,
                        // Its files are told by an export of their own.
                        Deed::Exported if touched.action == "campaign.export_solicitation" => {}
                        Deed::Exported => gathered.exports += touched.count,
                        Deed::Changed => gathered.changes += touched.count,
                    }
                    gathered.add((touched.resource_type.clone(), touched.resource_id), &touched);
                }
            }
        }
        Ok(gathered)
    }

    fn add(&mut self, key: (String, Option<Uuid>), touched: &Touched) {
        let span = (touched.first_at, touched.last_at);
        let new = || Thing { kinds: BTreeSet::new(), reads: 0, exports: 0, changes: 0, span };
        let thing = self.things.entry(key).or_insert_with(new);
        match Deed::of(&touched.action) {
            Deed::Read => thing.reads += touched.count,
            Deed::Exported => thing.exports += touched.count,
            Deed::Changed => thing.changes += touched.count,
        }
        thing.kinds.extend(kinds(&touched.action));
        thing.span = (thing.span.0.min(span.0), thing.span.1.max(span.1));
    }

    /// Files that were read or exported.
    pub fn files(&self) -> i64 {
        let seen =
            |((kind, _), thing): &(&(String, Option<Uuid>), &Thing)| kind == FILE && thing.reads + thing.exports > 0;
        i64::try_from(self.things.iter().filter(seen).count()).unwrap_or(i64::MAX)
    }

    /// The things, the most recently touched first, at most so many, with the numbers of files.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn items(self, db: &impl ConnectionTrait, most: usize) -> Result<Vec<BreachItem>, StoreError> {
        let mut items: Vec<BreachItem> = self.things.into_iter().map(item).collect();
        items.sort_by(|a, b| b.last_at.cmp(&a.last_at).then(a.resource_id.cmp(&b.resource_id)));
        items.truncate(most);
        let files: Vec<Uuid> =
            items.iter().filter(|item| item.resource_type == FILE).filter_map(|item| item.resource_id).collect();
        let numbers = accesses::numbers_of(db, &files).await?;
        for item in &mut items {
            item.number = item.resource_id.and_then(|id| numbers.get(&id).cloned());
        }
        Ok(items)
    }
}

fn item(((resource_type, resource_id), thing): ((String, Option<Uuid>), Thing)) -> BreachItem {
    BreachItem {
        resource_type,
        resource_id,
        number: None,
        kinds: thing.kinds.into_iter().map(str::to_owned).collect(),
        reads: thing.reads,
        exports: thing.exports,
        changes: thing.changes,
        first_at: thing.span.0,
        last_at: thing.span.1,
    }
}
