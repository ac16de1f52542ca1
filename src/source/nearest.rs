//! What somebody probably meant by a name that is not there.

/// The most names that are looked at: more than there are types of resources, and than a template may have.
const MOST_NAMES: usize = 4_000;

/// The name that is most like another one, if any is like it at all; case does not count. None of more names
/// than anybody means well.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let known: Vec<&str> = known.take(MOST_NAMES + 1).collect();
    if known.len() > MOST_NAMES {
        return None;
    }
    let lower = name.to_lowercase();
    let likeness =
        |known: &str| strsim::normalized_damerau_levenshtein(&lower, &known.to_lowercase());
    let known = known.into_iter().map(|known| (likeness(known), known));
    let best = known.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.and_then(|(likeness, known)| (likeness > 0.6).then_some(known))
}
