//! The embedded blob: frames, each inflated once, at first use.
//!
//! Its layout is documented where it is written, in `build.rs`.
//! Not here: what the frames mean (`registry`, `regions`, `actions`).

use std::sync::OnceLock;

/// The frame that lists every type.
pub(super) const INDEX: usize = 0;
/// The frame that holds the table of regions.
pub(super) const REGIONS: usize = 1;
/// The frame that holds the table of actions.
pub(super) const ACTIONS: usize = 2;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"));

/// The inflated text of a frame.
pub(super) fn frame(number: usize) -> &'static str {
    static FRAMES: OnceLock<Vec<Frame>> = OnceLock::new();
    let frames = FRAMES.get_or_init(|| frames().expect("invariant: build.rs wrote the blob"));
    let frame = frames
        .get(number)
        .expect("invariant: the index names frames of its own blob");
    frame
        .text
        .get_or_init(|| inflated(frame.bytes).expect("invariant: build.rs wrote the blob"))
}

struct Frame {
    bytes: &'static [u8],
    text: OnceLock<String>,
}

fn frames() -> Option<Vec<Frame>> {
    let (count, rest) = number(BLOB)?;
    let (lengths, mut rest) = rest.split_at_checked(count * 4)?;
    let mut frames = Vec::with_capacity(count);
    for length in lengths.chunks_exact(4) {
        let (bytes, after) = rest.split_at_checked(number(length)?.0)?;
        frames.push(Frame {
            bytes,
            text: OnceLock::new(),
        });
        rest = after;
    }
    Some(frames)
}

fn inflated(frame: &[u8]) -> Option<String> {
    let (length, deflated) = number(frame)?;
    let mut bytes = Vec::with_capacity(length);
    flate2::Decompress::new(false)
        .decompress_vec(deflated, &mut bytes, flate2::FlushDecompress::Finish)
        .ok()?;
    String::from_utf8(bytes)
        .ok()
        .filter(|text| text.len() == length)
}

/// The number that a slice begins with, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (head, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u32::from_le_bytes(*head)).ok()?, rest))
}
