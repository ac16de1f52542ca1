//! Every path that a source file writes down: `use` trees, inline paths, paths inside macros and
//! attributes, each with the module it stands in and its line.
//!
//! Not here: what a path leads to (`modules`), and whether it may (`floors`).

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// A path as written, and where.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The module that it stands in, inline modules included.
    pub(super) module: Vec<String>,
    /// Its segments; the last one of a glob is `*`.
    pub(super) segments: Vec<String>,
    /// The line, from 1.
    pub(super) line: usize,
    /// Whether it stands below a `#[cfg(test)]`.
    pub(super) in_test: bool,
}

/// One name that a `use` brings in; a glob's name is `*`.
pub(super) struct Import {
    pub(super) name: String,
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// Every path of `file`, the content of `module`.
pub(super) fn written(file: &syn::File, module: &[String], in_test: bool) -> Vec<Written> {
    let mut reader = Reader {
        module: module.to_vec(),
        in_test,
        found: Vec::new(),
    };
    reader.visit_file(file);
    reader.found
}

/// The names that a `use` tree brings in.
pub(super) fn imports(tree: &UseTree) -> Vec<Import> {
    let mut found = Vec::new();
    flatten(tree, &mut Vec::new(), &mut found);
    found
}

/// Whether `attributes` hold a `#[cfg(test)]`, alone or among others (`all(test, unix)`).
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| {
            attribute.meta.require_list().is_ok_and(|list| {
                let text = list.tokens.to_string();
                let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
                words.any(|word| word == "test") && !text.contains("not") && !text.contains("any")
            })
        })
}

/// The attributes of an item that can hold code.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum is foreign and may grow"
)]
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn flatten(tree: &UseTree, prefix: &mut Vec<String>, found: &mut Vec<Import>) {
    let mut push = |name: String, last: Option<String>, prefix: &[String], span: Span| {
        let segments = prefix.iter().cloned().chain(last).collect();
        found.push(Import {
            name,
            segments,
            line: span.start().line,
        });
    };
    match tree {
        UseTree::Path(path) => {
            prefix.push(plain(&path.ident));
            flatten(&path.tree, prefix, found);
            prefix.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, found);
            }
        }
        UseTree::Glob(glob) => {
            push(
                "*".to_owned(),
                Some("*".to_owned()),
                prefix,
                glob.star_token.spans[0],
            );
        }
        UseTree::Name(name) if name.ident == "self" && !prefix.is_empty() => {
            push(
                prefix.last().unwrap().clone(),
                None,
                prefix,
                name.ident.span(),
            );
        }
        UseTree::Name(name) => {
            let ident = plain(&name.ident);
            push(ident.clone(), Some(ident), prefix, name.ident.span());
        }
        UseTree::Rename(rename) if rename.ident == "self" && !prefix.is_empty() => {
            push(plain(&rename.rename), None, prefix, rename.ident.span());
        }
        UseTree::Rename(rename) => {
            let last = plain(&rename.ident);
            push(
                plain(&rename.rename),
                Some(last),
                prefix,
                rename.ident.span(),
            );
        }
    }
}

/// An identifier without the `r#` of a raw one.
fn plain(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

struct Reader {
    module: Vec<String>,
    in_test: bool,
    found: Vec<Written>,
}

impl Reader {
    fn push(&mut self, segments: Vec<String>, line: usize) {
        let (module, in_test) = (self.module.clone(), self.in_test);
        self.found.push(Written {
            module,
            segments,
            line,
            in_test,
        });
    }

    /// Paths in unparsed tokens: what follows `crate`, `self`, `super` or the crate's own name,
    /// braces (a `use` tree inside a macro) included.
    fn tokens(&mut self, tokens: TokenStream, prefix: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        // Inside the braces of a path every item continues the prefix.
        let mut starts = true;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Ident(ident) => {
                    let head = plain(ident);
                    let rooted = ["crate", "self", "super", "ess_cfn", "std"].contains(&&*head);
                    if !(if prefix.is_empty() { rooted } else { starts }) {
                        continue;
                    }
                    let mut path = prefix.to_vec();
                    if prefix.is_empty() || head != "self" {
                        path.push(head);
                    }
                    let line = ident.span().start().line;
                    at = self.follow(&tokens, at, path, line);
                    starts = false;
                }
                TokenTree::Punct(punct) => {
                    starts = punct.as_char() == ',';
                    if starts || prefix.is_empty() || punct.as_char() != '*' {
                        continue;
                    }
                    let path = prefix.iter().cloned().chain(["*".to_owned()]).collect();
                    self.push(path, punct.span().start().line);
                }
                TokenTree::Group(group) => self.tokens(group.stream(), &[]),
                TokenTree::Literal(_) => {}
            }
        }
    }

    /// Reads on from a path's head; returns where the path ends.
    fn follow(
        &mut self,
        tokens: &[TokenTree],
        mut at: usize,
        mut path: Vec<String>,
        line: usize,
    ) -> usize {
        let colon =
            |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
        while colon(at) && colon(at + 1) {
            match tokens.get(at + 2) {
                Some(TokenTree::Ident(ident)) => path.push(plain(ident)),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.tokens(group.stream(), &path);
                    return at + 3;
                }
                Some(TokenTree::Punct(star)) if star.as_char() == '*' => path.push("*".to_owned()),
                _ => break,
            }
            at += 3;
        }
        if path.len() > 1 {
            self.push(path, line);
        }
        at
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let outside = self.in_test;
        self.in_test |= is_test(attributes(item));
        visit::visit_item(self, item);
        self.in_test = outside;
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(plain(&item.ident));
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for import in imports(&item.tree) {
            self.push(import.segments, import.line);
        }
    }

    /// `pub(crate)` says who may look in, not what is looked at.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path
            .segments
            .iter()
            .map(|segment| plain(&segment.ident))
            .collect();
        let line = path
            .segments
            .first()
            .map_or(0, |first| first.ident.span().start().line);
        self.push(segments, line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone(), &[]);
        visit::visit_macro(self, call);
    }

    /// `#[serde(with = "crate::x")]` names a path in a text; documentation does not.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return;
        }
        if let Ok(list) = attribute.meta.require_list() {
            self.tokens(list.tokens.clone(), &[]);
            for token in list.tokens.clone() {
                if let TokenTree::Literal(literal) = token {
                    let text = literal.to_string();
                    let text = text.trim_matches('"');
                    if let Ok(tokens) = text.parse::<TokenStream>() {
                        let line = literal.span().start().line;
                        let before = self.found.len();
                        self.tokens(tokens, &[]);
                        self.found[before..]
                            .iter_mut()
                            .for_each(|path| path.line = line);
                    }
                }
            }
        }
        visit::visit_attribute(self, attribute);
    }
}
