//! Documents: what is written is read back as the same tree, by every reader.

mod awkward;
mod emit;
mod read;
mod round_trip;
mod trees;
