//! Documents: what is written is read back as the same tree, by every reader.

mod awkward;
mod emit;
