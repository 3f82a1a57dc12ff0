use proptest::prelude::*;

use super::*;

const MINUTE: i64 = 60_000_000;

fn entry(seq: i64, reason: Option<&str>) -> Entry {
    Entry {
        seq,
        at: seq * MINUTE,
        actor_id: Some(Uuid::from_u128(7)),
        actor_label: "Camille Vidal".to_owned(),
        action: "prospect.update".to_owned(),
        resource_type: "prospect".to_owned(),
        resource_id: Some(Uuid::from_u128(u128::try_from(seq).unwrap())),
        fields: vec!["city".to_owned(), "origin".to_owned()],
        reason: reason.map(str::to_owned),
        request_id: Some(format!("r{seq}")),
    }
}

/// A journal of `count` entries, every second one with a reason, sealed in runs of `run`.
fn journal(count: i64, run: i64) -> Vec<(Seal, Entry)> {
    let mut head = Head::default();
    let mut salts = 0;
    (1..=count)
        .map(|seq| {
            let entry = entry(seq, (seq % 2 == 0).then_some("parce que"));
            let sealed_at = (seq - 1) / run * run * MINUTE + run * MINUTE;
            let seal = Seal::after(&head, &entry, sealed_at, || {
                salts += 1;
                format!("salt {salts}")
            });
            head = seal.head();
            (seal, entry)
        })
        .collect()
}

fn walk(rows: &[(Seal, Option<Entry>)], kept: &Head, noted: Option<Head>) -> Result<u64, Fault> {
    let mut verifier = Verifier::new(noted);
    for (seal, entry) in rows {
        verifier.check(seal, entry.as_ref())?;
    }
    verifier.finish(kept)?;
    Ok(verifier.forgotten())
}

fn whole(rows: &[(Seal, Entry)]) -> Vec<(Seal, Option<Entry>)> {
    rows.iter().map(|(seal, entry)| (seal.clone(), Some(entry.clone()))).collect()
}

fn end(rows: &[(Seal, Entry)]) -> Head {
    rows.last().map(|(seal, _)| seal.head()).unwrap_or_default()
}

/// One change of a row that somebody could make with a line of SQL.
fn spoil(entry: &mut Entry, how: usize) {
    match how {
        0 => entry.at += 1,
        1 => entry.actor_id = None,
        2 => entry.actor_label = ERASED.to_owned(),
        3 => entry.action = "prospect.read".to_owned(),
        4 => entry.resource_type = "user".to_owned(),
        5 => entry.resource_id = None,
        6 => entry.fields = vec!["cityorigin".to_owned()],
        7 => entry.fields.swap(0, 1),
        8 => entry.reason = Some("autre chose".to_owned()),
        9 => entry.request_id = None,
        _ => entry.seq += 1_000,
    }
}

proptest! {
    #[test]
    fn an_untouched_journal_holds(count in 0_i64..60, run in 1_i64..20) {
        let rows = journal(count, run);
        prop_assert_eq!(walk(&whole(&rows), &end(&rows), Some(end(&rows)).filter(|head| head.position > 0)), Ok(0));
    }

    #[test]
    fn a_changed_row_is_named(count in 1_i64..40, which in 0_usize..40, how in 0_usize..11) {
        let journal = journal(count, 7);
        let mut rows = whole(&journal);
        let which = which % rows.len();
        spoil(rows[which].1.as_mut().unwrap(), how);
        let fault = walk(&rows, &end(&journal), None).unwrap_err();
        prop_assert_eq!((fault.kind, fault.seq), (FaultKind::Changed, Some(journal[which].0.entry_seq)));
    }

    #[test]
    fn a_missing_row_is_named_with_or_without_its_place(count in 1_i64..40, which in 0_usize..40, place in any::<bool>()) {
        let journal = journal(count, 7);
        let mut rows = whole(&journal);
        let which = which % rows.len();
        if place { rows.remove(which); } else { rows[which].1 = None; }
        let fault = walk(&rows, &end(&journal), None).unwrap_err();
        prop_assert_eq!((fault.kind, fault.position), (FaultKind::Missing, Some(journal[which].0.position)));
    }

    #[test]
    fn two_rows_that_changed_places_are_found(count in 2_i64..40, which in 0_usize..40) {
        let journal = journal(count, 7);
        let which = which % (journal.len() - 1);
        let mut rows = whole(&journal);
        let other = rows[which + 1].1.clone();
        rows[which + 1].1 = std::mem::replace(&mut rows[which].1, other);
        let fault = walk(&rows, &end(&journal), None).unwrap_err();
        prop_assert_eq!((fault.kind, fault.position), (FaultKind::Changed, Some(journal[which].0.position)));
    }

    #[test]
    fn what_was_erased_leaves_the_chain_whole_and_cannot_be_replaced(count in 2_i64..40, which in 0_usize..40) {
        let journal = journal(count, 7);
        let which = (which % (journal.len() / 2)) * 2 + 1;
        let mut rows = whole(&journal);
        rows[which].0.actor.salt = None;
        rows[which].0.reason.as_mut().unwrap().salt = None;
        let entry = rows[which].1.as_mut().unwrap();
        (entry.actor_id, entry.actor_label, entry.reason) = (None, ERASED.to_owned(), None);
        prop_assert_eq!(walk(&rows, &end(&journal), None), Ok(1));
        rows[which].1.as_mut().unwrap().actor_label = "Dominique".to_owned();
        prop_assert_eq!(walk(&rows, &end(&journal), None).unwrap_err().kind, FaultKind::Changed);
    }
}

#[test]
fn a_row_slipped_in_afterwards_is_named() {
    let mut rows = journal(200, 10);
    let (head, late) = (end(&rows), Entry { at: 3 * MINUTE, ..entry(201, None) });
    let seal = Seal::after(&head, &late, 300 * MINUTE, || "salt".to_owned());
    let end = seal.head();
    rows.push((seal, late));
    let fault = walk(&whole(&rows), &end, None).unwrap_err();
    assert_eq!((fault.kind, fault.seq), (FaultKind::Inserted, Some(201)));
}

#[test]
fn a_chain_made_anew_is_seen_by_what_was_noted_outside() {
    let rows = journal(20, 5);
    let noted = rows[11].0.head();
    assert_eq!(walk(&whole(&rows), &end(&rows), Some(noted.clone())), Ok(0));
    // Everything after the tenth is written again, the end of the chain too: inside the database all fits.
    let mut forged = rows[..10].to_vec();
    let mut head = end(&forged);
    for seq in 11..=20 {
        let entry = Entry { action: "prospect.read".to_owned(), ..entry(seq, None) };
        let seal = Seal::after(&head, &entry, rows[10].0.sealed_at, || "salt".to_owned());
        head = seal.head();
        forged.push((seal, entry));
    }
    assert_eq!(walk(&whole(&forged), &head, None), Ok(0));
    let fault = walk(&whole(&forged), &head, Some(noted.clone())).unwrap_err();
    assert_eq!((fault.kind, fault.position), (FaultKind::Rewritten, Some(12)));
    let cut = &rows[..10];
    let fault = walk(&whole(cut), &end(cut), Some(noted)).unwrap_err();
    assert_eq!((fault.kind, fault.position), (FaultKind::Missing, Some(11)));
}

#[test]
fn what_is_noted_outside_is_read_back() {
    let head = end(&journal(3, 2));
    assert_eq!(Head::parse(&format!(" {head}\n")), Some(head));
    for wrong in ["", "3", "3:abc", "0:aa", "x:", ":"] {
        assert_eq!(Head::parse(wrong), None, "{wrong}");
    }
}
