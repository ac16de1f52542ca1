//! `synth` of many specs at once: what one run over all of them does, and runs one by one.

use super::{Folder, Run};

/// More than are brought to the disk together, and than any machine has to spare for each.
const MANY: usize = 20;

/// The names of the specs, none of them in the order of its letters.
fn names() -> Vec<String> {
    let number = |place: usize| (place * 7) % MANY;
    (0..MANY).map(|at| format!("n{:02}", number(at))).collect()
}

/// A folder with the specs `NAME.yaml`: each has its own name and number of zones, and a line of
/// `more`.
fn specs(more: impl Fn(&str) -> String) -> Folder {
    let folder = Folder::new();
    for (place, name) in names().iter().enumerate() {
        let zones = 2 + place % 2;
        let text = format!(
            "name: {name}\nregion: eu-central-1\ndomain: {name}.example.org\n\
             network: {{ zones: {zones} }}\n{}",
            more(name)
        );
        folder.write(&format!("{name}.yaml"), &text);
    }
    folder
}

fn files() -> Vec<String> {
    names().iter().map(|name| format!("{name}.yaml")).collect()
}

fn synth(folder: &Folder) -> Run {
    let files = files();
    let files = files.iter().map(String::as_str);
    let arguments: Vec<&str> = ["synth"].into_iter().chain(files).collect();
    folder.run(&arguments)
}

/// The names in the order in which `before` + name + `behind` stands in a text.
fn order(text: &str, before: &str, behind: &str) -> Vec<String> {
    let pieces = text.split(before).skip(1);
    let found = pieces.filter_map(|piece| Some(piece.split_once(behind)?.0.to_owned()));
    found.filter(|name| names().contains(name)).collect()
}

fn names_without(left_out: &str) -> Vec<String> {
    let mut names = names();
    names.retain(|name| name != left_out);
    names
}

#[test]
fn many_specs_give_the_bytes_that_each_gives_alone() {
    let folder = specs(|_| String::new());
    synth(&folder).ends_with(0);
    for name in names() {
        let (spec, alone) = (format!("{name}.yaml"), format!("alone/{name}"));
        folder.run(&["synth", &spec, "-o", &alone]).ends_with(0);
        let together = folder.files(&format!("assembly/{name}"));
        assert!(!together.is_empty(), "{name}");
        assert!(together == folder.files(&alone), "{name}");
    }
}

#[test]
fn what_is_said_of_many_specs_comes_in_their_order() {
    let folder = specs(|_| String::new());
    let run = synth(&folder);
    let said = &run.ends_with(0).stderr;
    assert_eq!(order(said, "assembly/", " is written\n"), names());
    let again = synth(&folder);
    let said = &again.ends_with(0).stderr;
    let unchanged = order(said, "assembly/", " is as it should be already\n");
    assert_eq!(unchanged, names());
}

#[test]
fn what_is_wrong_with_many_specs_comes_at_once_and_in_their_order() {
    let folder = specs(|name| format!("pools: {{ {name}: {{}} }}\n"));
    std::fs::remove_file(folder.path("n00.yaml")).unwrap();
    let run = synth(&folder);
    let said = &run.ends_with(2).stderr;
    assert!(said.contains("`n00.yaml` can't be read"), "{said}");
    assert_eq!(order(said, "--> ", ".yaml:5:"), names_without("n00"));
    assert!(!folder.path("assembly").exists());
}

#[test]
fn one_wrong_spec_of_many_and_nothing_is_written() {
    let wrong = names()[MANY / 2].clone();
    let folder = specs(|name| {
        let more = if name == wrong { "domian: x.org\n" } else { "" };
        more.to_owned()
    });
    let run = synth(&folder);
    let said = &run.ends_with(2).stderr;
    assert_eq!(order(said, "--> ", ".yaml:5:"), [wrong]);
    assert!(!folder.path("assembly").exists());
}

#[cfg(target_os = "linux")]
mod open_files {
    use super::{Folder, Run, files, specs};

    /// A run that begins with room for few open files: `limit` are arguments of `ulimit`.
    fn synth(folder: &Folder, files: &[String], limit: &str) -> Run {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &format!("ulimit {limit} && exec \"$@\""), "sh"]);
        command.arg(env!("CARGO_BIN_EXE_ess-cfn"));
        command.arg("synth").args(files);
        command.current_dir(folder.path(""));
        Run::of(command.output().unwrap())
    }

    #[test]
    fn many_specs_get_room_for_as_many_open_files_as_they_need() {
        let folder = specs(|_| String::new());
        synth(&folder, &files(), "-S -n 24").ends_with(0);
    }

    #[test]
    fn where_there_is_no_room_for_more_open_files_that_is_said_and_nothing_is_written() {
        let folder = specs(|_| String::new());
        // The limit is met at a directory, at its first file or at a later one, of the first and of
        // the second.
        for limit in 8..32 {
            let run = synth(&folder, &files()[..2], &format!("-n {limit}"));
            let said = &run.ends_with(2).stderr;
            assert!(
                said.contains("can't be written: Too many open files"),
                "{limit}: {said}"
            );
            assert!(!folder.path("assembly").exists(), "{limit}");
        }
    }
}
