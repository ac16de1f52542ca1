//! Packs the vendored facts into one blob that the library embeds.
//!
//! Source: `schemas/facts/<Service>.json`, `schemas/regions.tsv` and `schemas/actions.tsv`, as `make refresh-facts` wrote them.
//! Layout of the blob, read by `src/schema/blob.rs`: the number of frames, the length of each, the frames. Numbers
//! are little-endian u32; a frame is its inflated length and its deflated bytes. Frame 0 is the index, a
//! line `type, frame, start, length` per type in the order of names; frame 1 is the table of regions, frame 2
//! that of actions; each other frame is a service: its types' JSON, minified, one after another.
//! Not here: any judgement about the facts; what is wrong in them is mended by the refresh.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads files and the environment"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::value::RawValue;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=schemas/facts");
    println!("cargo:rerun-if-changed=schemas/regions.tsv");
    println!("cargo:rerun-if-changed=schemas/actions.tsv");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("facts.bin"), blob(&frames()?)?)?;
    Ok(())
}

/// The index, the regions, the actions, the services.
fn frames() -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut frames = vec![Vec::new()];
    for table in ["schemas/regions.tsv", "schemas/actions.tsv"] {
        frames.push(framed(&fs::read(table)?)?);
    }
    let mut index = BTreeMap::new();
    for path in listed("schemas/facts")? {
        let text = fs::read_to_string(&path)?;
        let types: BTreeMap<String, &RawValue> =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut body = String::new();
        for (name, facts) in types {
            let start = body.len();
            minify(facts.get(), &mut body);
            index.insert(name, (frames.len(), start, body.len() - start));
        }
        frames.push(framed(body.as_bytes())?);
    }
    let mut lines = String::new();
    for (name, (frame, start, length)) in index {
        writeln!(lines, "{name}\t{frame}\t{start}\t{length}")?;
    }
    if let Some(first) = frames.first_mut() {
        *first = framed(lines.as_bytes())?;
    }
    Ok(frames)
}

/// The facts files break lines only between JSON tokens, never inside a string.
fn minify(json: &str, into: &mut String) {
    json.lines()
        .for_each(|line| into.push_str(line.trim_start()));
}

/// The inflated length, then the deflated bytes.
fn framed(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let length = u32::try_from(bytes.len())?.to_le_bytes();
    let mut encoder = DeflateEncoder::new(length.to_vec(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The files of a folder, sorted.
fn listed(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn blob(frames: &[Vec<u8>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut blob = u32::try_from(frames.len())?.to_le_bytes().to_vec();
    for frame in frames {
        blob.extend(u32::try_from(frame.len())?.to_le_bytes());
    }
    frames.iter().for_each(|frame| blob.extend(frame));
    Ok(blob)
}
