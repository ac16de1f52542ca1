//! What is drawn at random: the same for the same seed, on every machine.

/// A stream of numbers (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn of(seed: &str) -> Self {
        // FNV-1a.
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// At most `count` of some things, in the order in which they are drawn. More of the same seed begin with
/// the same ones.
pub(super) fn drawn<T>(mut from: Vec<T>, count: usize, seed: &str) -> Vec<T> {
    let mut numbers = Numbers::of(seed);
    let mut drawn = Vec::new();
    while drawn.len() < count && !from.is_empty() {
        let index = numbers.below(from.len());
        drawn.push(from.swap_remove(index));
    }
    drawn
}

/// A name with a slip of the hand in it: a letter twice, left out, or two of them the wrong way round.
pub(super) fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let mut numbers = Numbers::of(name);
    if letters.len() < 4 {
        letters.push('x');
        return letters.into_iter().collect();
    }
    let at = 1 + numbers.below(letters.len() - 2);
    match numbers.below(3) {
        0 => letters.insert(at, letters[at]),
        1 if letters[at].is_alphabetic() => drop(letters.remove(at)),
        _ if letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}
