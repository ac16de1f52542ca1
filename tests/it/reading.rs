//! Inputs as a user names them: a file, a directory, standard input.

use std::fs;

use ess_cfn::disk::{DiskError, Input, read};

fn input(path: &std::path::Path) -> Input {
    Input::from(path.as_os_str().to_owned())
}

#[test]
fn a_dash_is_standard_input_and_anything_else_a_path() {
    assert_eq!(Input::from(std::ffi::OsString::from("-")), Input::Stdin);
    assert_eq!(Input::Stdin.name(), "<stdin>");
    let path = Input::from(std::ffi::OsString::from("stacks/a.yaml"));
    assert_eq!(path.name(), "stacks/a.yaml");
}

#[test]
fn a_file_is_one_file_under_the_name_that_the_user_gave() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    fs::write(&path, "a: 1\n").unwrap();
    let files = read(&input(&path), |_| false).unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[&input(&path).name()], b"a: 1\n");
    assert_eq!(input(&path).text().unwrap(), "a: 1\n");
}

#[test]
fn a_directory_is_its_wanted_files_sorted_by_their_path_below_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("sub/deeper")).unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for name in [
        "b.yaml",
        "a.yaml",
        "notes.md",
        "sub/deeper/c.yaml",
        ".git/d.yaml",
        ".e.yaml",
    ] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let files = read(&input(folder.path()), |name| name.ends_with(".yaml")).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["a.yaml", "b.yaml", "sub/deeper/c.yaml"]);
    assert_eq!(files["sub/deeper/c.yaml"], b"sub/deeper/c.yaml");
}

#[cfg(unix)]
#[test]
fn links_to_files_are_read_and_links_in_a_circle_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "a").unwrap();
    std::os::unix::fs::symlink("a.yaml", folder.path().join("b.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("c.yaml")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    let files = read(&input(folder.path()), |_| true).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["a.yaml", "b.yaml"]);
}

#[test]
fn what_can_not_be_read_as_a_text_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    let error = input(&path).text().unwrap_err();
    assert!(matches!(error, DiskError::Read { .. }), "{error}");
    let error = input(folder.path()).text().unwrap_err();
    assert!(matches!(error, DiskError::Directory { .. }), "{error}");
    fs::write(&path, [b'a', 0xff]).unwrap();
    let error = input(&path).text().unwrap_err();
    assert!(matches!(error, DiskError::NotText { at: 1, .. }), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_is_given_up() {
    let error = input(std::path::Path::new("/dev/zero")).text().unwrap_err();
    assert!(matches!(error, DiskError::TooLarge { .. }), "{error}");
}
