//! The words, by what they tell. Words of the programme's own work are not among them: half of the notes speak of health
//! professionals, schools and places.

use std::sync::LazyLock;

use super::{Sighting, Token, between};
use crate::codes::SensitiveKind;

/// Words and phrases, folded, between commas. A star ends the beginning of a word. Those that begin with `~` also belong to
/// trades and places, and count only when no word of a trade or place stands near.
const WORDS: &[(SensitiveKind, &str)] = &[
    (
        SensitiveKind::Health,
        "est malade, tres malade, malade depuis, tombe malade, tombee malade, ~malade, ~malades, \
         ~maladie*, ~cancer*, depression, depressif, depressive, ~handicap*, ~diabet*, \
         seropositi*, vih, sida, ~alcooli*, ~toxicoman*, ~psychiatr*, suivi psychiatrique, enceinte de, \
         est enceinte, femme enceinte, tombee enceinte, compagne enceinte, epouse enceinte, ~grossesse, \
         naissance prevue, burn out, burnout, ~avc, epilep*, ~autis*, ~chimiotherapie, ~invalidite, \
         arret maladie, fausse couche, bipolaire*, schizophren*, rqth, aah, traitement medical, \
         traitement lourd, sous antidepresseur*, tumeur*, leucemie, sclerose en plaques, fibromyalgie, \
         ~dyslexi*, tdah, trisomi*, anorexi*, boulimi*, tentative de suicide, suicidaire*, ~addiction*, \
         affection de longue duree, sante fragile, probleme de sante, problemes de sante, soucis de sante, \
         souci de sante, raisons de sante, raison de sante, operee du, opere du, hospitalise*, ~asthm*, \
         endometriose, mdph",
    ),
    (
        SensitiveKind::Religion,
        "~catholique*, ~protestant*, musulman*, juif, juive, juifs, juives, ~bouddhis*, athee*, islam*, \
         temoin de jehovah, temoins de jehovah, evangelique*, pratiquant, pratiquante, croyant, croyante, \
         croyants, voile islamique, porte le voile, ramadan, mange halal, mange casher, de confession, \
         leur religion, sa religion, leur foi",
    ),
    (
        SensitiveKind::Union,
        "syndiquee, syndique, syndiques, syndiquees, syndicaliste*, delegue syndical, deleguee syndicale, \
         mandat syndical, militant syndical, militante syndicale, ~cgt, ~cfdt, ~cftc, adherent fo",
    ),
    (
        SensitiveKind::Opinion,
        "encarte, encartee, militant politique, militante politique, opinions politiques, opinion politique, \
         idees politiques, vote a gauche, vote a droite, vote rn, vote lfi, extreme droite, extreme gauche, \
         d extreme, sympathisant, sympathisante, franc macon, franc maconne, royaliste, communiste, \
         adherent au ps, adherente au ps, militant ecologiste, militante ecologiste, militant rn, militant lfi, \
         anarchiste, antivax, complotiste",
    ),
    (
        SensitiveKind::Origin,
        "gitan, gitans, gitane, gitanes, tzigane*, maghrebin*, arabe, arabes, africain, africaine, africains, \
         asiatique, asiatiques, manouche*, d origine etrangere, origine ethnique, type europeen, metis, metisse, \
         d origine africaine, d origine maghrebine, d origine algerienne, d origine marocaine, \
         d origine tunisienne, d origine turque, d origine asiatique, peau noire, couleur de peau, \
         gens du voyage, sans papiers, sans papier",
    ),
    (
        SensitiveKind::Justice,
        "casier judiciaire, casier vierge, ~condamne, ~condamnee, ~condamnes, ~condamnation*, sort de prison, \
         sorti de prison, sortie de prison, en prison, ~prison, incarcer*, ex detenu, ex detenue, garde a vue, \
         bracelet electronique, ~delinquan*, sursis probatoire, mis en examen, mise en examen, \
         liberation conditionnelle, peine de prison, controle judiciaire, violences conjugales, plainte contre, \
         interdit bancaire, fiche s",
    ),
    (
        SensitiveKind::Orientation,
        "homosexuel*, heterosexuel*, bisexuel*, lesbienne*, gay, gays, homo, transgenre*, transsexuel*, \
         orientation sexuelle, vie sexuelle, couple d hommes, couple de femmes, deux mamans, deux papas",
    ),
];

/// Words of trades, schools and places: near one of them, a word with `~` tells of work.
const WORK: &str = "infirmi*, medecin*, medical*, poste, postes, educat*, soignant*, psycholog*, psychiatre*, centre*, \
    service*, cabinet*, ecole*, college*, lycee*, enseign*, association*, secours, surveillant*, \
    gardien*, etablissement*, metier*, stage*, interne, internat, specialis*, specialit*, hopital*, \
    clinique*, sage, esat, accompagnant*, aesh, referent*, formation*, assurance*, caisse, chercheu*, \
    ligue, unite*, diplome*, chirurgi*, agent, agente, monitrice, moniteur, institut*, prevention, \
    conseill*, oncolog*, addictolog*, animat*, juriste, assistant*, lutte";

/// How far such a word may stand, in words.
const NEAR: usize = 4;

static PHRASES: LazyLock<Vec<(SensitiveKind, Vec<&str>)>> =
    LazyLock::new(|| WORDS.iter().map(|(kind, phrases)| (*kind, phrases.split(", ").collect())).collect());
static TRADES: LazyLock<Vec<&str>> = LazyLock::new(|| WORK.split(", ").collect());

/// What the words of a text tell.
pub(super) fn seen(tokens: &[Token]) -> Vec<Sighting> {
    let mut found = vec![];
    for from in 0..tokens.len() {
        for (kind, phrases) in PHRASES.iter() {
            // The longest phrase that begins here names what was seen.
            let said = phrases.iter().filter_map(|phrase| said_at(tokens, from, phrase)).max();
            if let (Some(first), Some(last)) = (tokens.get(from), said.and_then(|length| tokens.get(from + length - 1)))
            {
                found.push(between(first, last, *kind));
            }
        }
    }
    within_none_other(found)
}

/// How many words a phrase takes when it stands at this place.
fn said_at(tokens: &[Token], from: usize, phrase: &str) -> Option<usize> {
    let (of_work, phrase) = phrase.strip_prefix('~').map_or((false, phrase), |phrase| (true, phrase));
    let length = phrase.split(' ').count();
    let window = tokens.get(from..from + length)?;
    let said = window.iter().zip(phrase.split(' ')).all(|(token, wanted)| fits(&token.folded, wanted));
    (said && !(of_work && speaks_of_work(tokens, from, length))).then_some(length)
}

fn speaks_of_work(tokens: &[Token], from: usize, length: usize) -> bool {
    let first = from.saturating_sub(NEAR);
    let last = (from + length + NEAR).min(tokens.len());
    (first..last)
        .filter(|at| !(from..from + length).contains(at))
        .filter_map(|at| tokens.get(at))
        .any(|token| TRADES.iter().any(|work| fits(&token.folded, work)))
}

fn fits(word: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or_else(|| word == wanted, |beginning| word.starts_with(beginning))
}

/// Leaves out what stands inside something longer of the same kind.
fn within_none_other(found: Vec<Sighting>) -> Vec<Sighting> {
    let inside = |one: &Sighting| {
        found.iter().any(|other| {
            other.kind == one.kind
                && other.length > one.length
                && other.start <= one.start
                && one.start + one.length <= other.start + other.length
        })
    };
    found.iter().filter(|one| !inside(one)).cloned().collect()
}
