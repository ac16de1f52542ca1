//! What somebody probably meant by a name that is not there.

/// The name that is most like another one, if any is like it at all; case does not count.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let likeness =
        |known: &str| strsim::normalized_damerau_levenshtein(&lower, &known.to_lowercase());
    let known = known.map(|known| (likeness(known), known));
    let best = known.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.and_then(|(likeness, known)| (likeness > 0.6).then_some(known))
}
