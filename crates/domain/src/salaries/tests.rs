use proptest::option;
use proptest::prelude::*;

use super::Basis::{Gross, Net};
use super::Period::{Hourly, Monthly, Yearly};
use super::*;

type Read = (Period, i64, Option<i64>, Option<u16>, Option<Basis>);

fn parts(salary: Salary) -> Read {
    (salary.period(), salary.min(), salary.max(), salary.paid_months(), salary.basis())
}

fn one(period: Period, amount: i64, months: Option<u16>, basis: Option<Basis>) -> Read {
    (period, amount, Some(amount), months, basis)
}

fn range(period: Period, min: i64, max: i64, months: Option<u16>, basis: Option<Basis>) -> Read {
    (period, min, Some(max), months, basis)
}

#[test]
fn wordings_of_france_travail_are_read() {
    for (text, expected) in [
        ("Mensuel de 1923.00 Euros sur 12 mois", one(Monthly, 192_300, Some(120), None)),
        ("Mensuel de 1923.00 Euros à 2500.00 Euros sur 13.0 mois", range(Monthly, 192_300, 250_000, Some(130), None)),
        ("Mensuel de 1923.0 Euros à 1923.0 Euros sur 13.5 mois", one(Monthly, 192_300, Some(135), None)),
        ("Horaire de 12.02 Euros", one(Hourly, 1_202, None, None)),
        ("Horaire de 12,02 € à 13 €", range(Hourly, 1_202, 1_300, None, None)),
        ("Horaire de 12.02 Euros sur 12 mois", one(Hourly, 1_202, Some(120), None)),
        (
            "Annuel de 28000.00 Euros à 35000.00 Euros sur 12.0 mois",
            range(Yearly, 2_800_000, 3_500_000, Some(120), None),
        ),
        ("Annuel de 32000,00 Euros", one(Yearly, 3_200_000, None, None)),
        ("Mensuel de 1802 Euros", one(Monthly, 180_200, None, None)),
        ("MENSUEL DE 2 100,50 EUROS SUR 12 MOIS", one(Monthly, 210_050, Some(120), None)),
    ] {
        assert_eq!(Salary::parse(text).map(parts), Some(expected), "{text}");
    }
}

#[test]
fn wordings_of_employers_are_read() {
    for (text, expected) in [
        ("28 à 32 k€ brut/an", range(Yearly, 2_800_000, 3_200_000, None, Some(Gross))),
        ("28-32K€ annuel", range(Yearly, 2_800_000, 3_200_000, None, None)),
        ("28k€ – 32k€ bruts annuels", range(Yearly, 2_800_000, 3_200_000, None, Some(Gross))),
        ("35 K€ brut annuel selon expérience", one(Yearly, 3_500_000, None, Some(Gross))),
        ("1 900 € net par mois", one(Monthly, 190_000, None, Some(Net))),
        ("1\u{202f}900\u{a0}€ net par mois", one(Monthly, 190_000, None, Some(Net))),
        ("1.900,00 € brut mensuel", one(Monthly, 190_000, None, Some(Gross))),
        ("2100 euros bruts mensuels", one(Monthly, 210_000, None, Some(Gross))),
        ("2100€/mois", one(Monthly, 210_000, None, None)),
        ("12,50 € de l’heure", one(Hourly, 1_250, None, None)),
        ("12.50€/h brut", one(Hourly, 1_250, None, Some(Gross))),
        ("12,5 € brut/heure", one(Hourly, 1_250, None, Some(Gross))),
        ("Taux horaire : 13 €", one(Hourly, 1_300, None, None)),
        ("Entre 1 900 et 2 100 € brut mensuel", range(Monthly, 190_000, 210_000, None, Some(Gross))),
        ("de 1900€ à 2300€ nets par mois", range(Monthly, 190_000, 230_000, None, Some(Net))),
        ("1900/2100 € brut par mois", range(Monthly, 190_000, 210_000, None, Some(Gross))),
        ("Salaire : 2 000 € brut mensuel + primes", one(Monthly, 200_000, None, Some(Gross))),
        ("2 000 € brut par mois + 13e mois", one(Monthly, 200_000, Some(130), Some(Gross))),
        ("2 000 € brut par mois x 13 mois", one(Monthly, 200_000, Some(130), Some(Gross))),
        ("2 000 € brut par mois, mutuelle et véhicule", one(Monthly, 200_000, None, Some(Gross))),
        ("2 000 € (brut mensuel)", one(Monthly, 200_000, None, Some(Gross))),
        ("2 000 € brut/mois pour 35h/semaine", one(Monthly, 200_000, None, Some(Gross))),
        ("1 820 € brut mensuel (35 heures)", one(Monthly, 182_000, None, Some(Gross))),
        ("39h00 hebdomadaires, 2 150 € brut mensuel", one(Monthly, 215_000, None, Some(Gross))),
        ("12,10 € de l'heure + 10 % de précarité", one(Hourly, 1_210, None, None)),
        ("À partir de 2 000 € brut par mois", (Monthly, 200_000, None, None, Some(Gross))),
        ("2000 € minimum mensuel", (Monthly, 200_000, None, None, None)),
        ("EUR 30000 brut annuel", one(Yearly, 3_000_000, None, Some(Gross))),
        ("30 000 euros par an, négociable selon profil", one(Yearly, 3_000_000, None, None)),
        ("1600 € net/mois", one(Monthly, 160_000, None, Some(Net))),
    ] {
        assert_eq!(Salary::parse(text).map(parts), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_certain_is_not_read() {
    for text in [
        "",
        "Selon profil",
        "SMIC",
        "SMIC + 10 %",
        "A négocier",
        "Selon convention collective 66",
        "1900 €",
        "28 à 32 k€ brut",
        "1900 par mois",
        "Cachet de 150 Euros",
        "150 € par jour",
        "TJM 400 €",
        "environ 1900 € par mois",
        "Jusqu’à 2500 € par mois",
        "2500 € à 1900 € par mois",
        "1 900 € brut soit 1 500 € net par mois",
        "1 900 € brut mensuel (1 500 € net)",
        "1 900 € par mois, 12,50 € de l’heure",
        "Prime de 500 € par mois",
        "1 900 € + prime de 200 € par mois",
        "1 900 €, prime annuelle",
        "1 900 € + prime annuelle",
        "2000 € par mois pendant 6 mois",
        "12 13 € de l’heure",
        "11.880 € de l’heure",
        "Horaire de 1923.00 Euros",
        "Mensuel de 1923.00 Euros sur 0 mois",
        "Mensuel de 1923.00 Euros sur 12.25 mois",
        "Annuel de 28.00 Euros",
        "Mensuel annuel de 1923.00 Euros",
        "1900 € net ou brut par mois",
        "minimum 1900 à 2100 € par mois",
        "99999999999999999999 € par mois",
        "1900 $ par mois",
        "coefficient 245",
        "Pas moins de 1 900 € par mois",
    ] {
        assert_eq!(Salary::parse(text), None, "{text}");
    }
}

#[test]
fn salaries_are_compared_by_their_gross_month() {
    let range = |text: &str| Salary::parse(text).and_then(Salary::monthly_gross_range);
    for (text, expected) in [
        ("Horaire de 12.00 Euros", Some((182_004, Some(182_004)))),
        ("Annuel de 30000 Euros à 36000 Euros sur 12 mois", Some((250_000, Some(300_000)))),
        ("Annuel de 30000 Euros sur 13 mois", Some((250_000, Some(250_000)))),
        ("Mensuel de 2400 Euros sur 13 mois", Some((260_000, Some(260_000)))),
        ("Mensuel de 2400 Euros sur 4 mois", Some((240_000, Some(240_000)))),
        ("À partir de 2 000 € par mois", Some((200_000, None))),
        ("1 900 € net par mois", None),
    ] {
        assert_eq!(range(text), expected, "{text}");
    }
}

fn salaries() -> impl Strategy<Value = Salary> {
    let period = prop_oneof![Just(Hourly), Just(Monthly), Just(Yearly)];
    let basis = option::of(prop_oneof![Just(Gross), Just(Net)]);
    (period, 200..200_000_000_i64, option::of(0..5_000_000_i64), option::of(1..=240_u16), basis).prop_filter_map(
        "amounts that nobody is paid",
        |(period, min, more, months, basis)| {
            let min = match period {
                Hourly => 200 + min % 90_000,
                Monthly => 10_000 + min % 9_000_000,
                Yearly => 100_000 + min % 190_000_000,
            };
            let more = if period == Hourly { more.map(|more| more % 9_000) } else { more };
            Salary::new(period, min, more.map(|more| min + more), months, basis)
        },
    )
}

/// Texts made of the words that salaries are made of, which reach further into the reader than any letters do.
fn salary_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Mensuel", "de", "1923.00", "Euros", "à", "sur", "12", "mois", "k", "€", "28", "32", "brut", "net", "/", "h",
        "heure", "-", "entre", "et", "partir", "+", "13", "e", ",", "(", "%", "an", "35", ".", "1 900", "selon", "par",
        "prime", "minimum", "soit", "000", "0", "99999999",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(salary in salaries()) {
        prop_assert_eq!(Salary::parse(&salary.to_string()), Some(salary), "{}", salary);
    }

    #[test]
    fn no_text_panics_and_the_lower_amount_is_first(text in prop_oneof!["\\PC{0,60}", ".{0,60}", salary_like()]) {
        if let Some(salary) = Salary::parse(&text) {
            prop_assert!(salary.min() > 0 && salary.max().is_none_or(|max| salary.min() <= max), "{}", text);
            let monthly = salary.monthly_gross_range();
            prop_assert_eq!(monthly.is_none(), salary.basis() == Some(Net));
            prop_assert_eq!(Salary::parse(&salary.to_string()), Some(salary));
        }
    }
}
