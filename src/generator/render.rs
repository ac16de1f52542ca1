//! Plans as Rust: one file per service, nested fronts in a module per resource.
//!
//! Written as text and not as tokens: comments in the declaring macros stay comments, and the output
//! is the same whatever formatter a machine has. Not here: any decision about names and kinds.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::kinds::{Kind as Declared, KindName};
use super::plan::{Ask, Choice, Front, Kind, Plan, Setter, Way};
use super::prose::{escaped, wrapped};
use super::variants::variants;
use super::words;

/// Where the generated modules stand.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The path of the crate with `cfn`: `crate`, `ess_cfn`.
    pub(super) root: String,
    /// The first line of every file.
    pub(super) mark: String,
}

/// A width that fits a screen.
const WIDTH: usize = 100;

/// A file in the making.
struct Page<'a> {
    place: &'a Place,
    module: &'a str,
    text: String,
    /// Names of the language that the page uses outside of nested modules.
    language: BTreeSet<&'static str>,
    depth: usize,
    /// Whether it is the module of a resource's nested properties.
    inside: bool,
}

/// The file of a service.
pub(super) fn service(module: &str, kinds: &[&Declared], plans: &[&Plan], place: &Place) -> String {
    let mut page = Page {
        place,
        module,
        text: String::new(),
        language: BTreeSet::new(),
        depth: 0,
        inside: false,
    };
    kinds.iter().for_each(|kind| page.declare(kind));
    for plan in plans {
        page.resource(plan);
        page.nested(plan);
    }
    let mut file = format!(
        "{}\n\n//! Bindings of the service `{module}`.\n",
        place.mark
    );
    file.push_str(&page.imports(""));
    file.push_str(&page.text);
    file
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn doc(&mut self, doc: &str) {
        let width = WIDTH - 4 - 4 * self.depth;
        for (number, paragraph) in doc.split("\n\n").enumerate() {
            if number > 0 {
                self.line("///");
            }
            for line in wrapped(&escaped(paragraph), width) {
                self.line(&format!("/// {line}"));
            }
        }
    }

    fn imports(&self, indent: &str) -> String {
        let names: Vec<&str> = self.language.iter().copied().collect();
        let root = &self.place.root;
        match names.as_slice() {
            [] => String::new(),
            [one] => format!("\n{indent}use {root}::cfn::{one};\n"),
            several => format!("\n{indent}use {root}::cfn::{{{}}};\n", several.join(", ")),
        }
    }

    fn declare(&mut self, kind: &Declared) {
        let root = self.place.root.clone();
        let name = &kind.name.name;
        self.line("");
        if kind.members.is_empty() {
            self.line(&format!("{root}::cfn::kind_literal! {{"));
        } else {
            self.line(&format!("{root}::cfn::union_kind! {{"));
        }
        self.depth += 1;
        self.doc(&kind.doc);
        if kind.members.is_empty() {
            let types = kind.parameter.as_ref().map(|parameter| {
                let list = kind.list.as_deref().unwrap_or("CommaDelimitedList");
                format!(", \"{parameter}\", \"{list}\"")
            });
            self.line(&format!("{name}{}", types.unwrap_or_default()));
        } else {
            let members: Vec<String> = kind.members.iter().map(|one| self.path(one)).collect();
            self.line(&format!("{name}: {}", members.join(", ")));
        }
        self.depth -= 1;
        self.line("}");
    }

    fn resource(&mut self, plan: &Plan) {
        let root = self.place.root.clone();
        self.line("");
        self.line(&format!("{root}::cfn::resource_front! {{"));
        self.depth += 1;
        self.doc(&plan.doc);
        self.line(&format!(
            "{}, {}, \"{}\"",
            plan.name, plan.handle, plan.resource_type
        ));
        self.depth -= 1;
        self.line("}");
        let prefix = format!("{}::", words::snake(&plan.name));
        self.setters(&plan.name, &plan.setters, &plan.choices, &prefix);
        self.line("");
        self.line(&format!("impl {} {{", plan.handle));
        self.depth += 1;
        for (number, ask) in plan.asks.iter().enumerate() {
            if number > 0 {
                self.line("");
            }
            self.ask(ask);
        }
        self.depth -= 1;
        self.line("}");
    }

    fn ask(&mut self, ask: &Ask) {
        self.language.insert("Expr");
        self.doc(&ask.doc);
        self.line("#[must_use]");
        let kind = self.kind(&ask.kind, &[], "");
        let method = &ask.method;
        let (argument, body) = match &ask.way {
            Way::Reference => ("", "self.0.value()".to_owned()),
            Way::Attribute(name) => ("", format!("self.0.attribute(\"{name}\")")),
            Way::Open(beginning) => {
                let body = format!("self.0.attribute(&format!(\"{beginning}{{name}}\"))");
                (", name: &str", body)
            }
        };
        self.line(&format!(
            "pub fn {method}(&self{argument}) -> Expr<{kind}> {{"
        ));
        self.line(&format!("    {body}"));
        self.line("}");
    }

    /// The module with the nested fronts and choices of a resource.
    fn nested(&mut self, plan: &Plan) {
        if plan.fronts.is_empty() && plan.choices.is_empty() {
            return;
        }
        let mut inner = Page {
            place: self.place,
            module: self.module,
            text: String::new(),
            language: BTreeSet::new(),
            depth: 1,
            inside: true,
        };
        plan.choices.iter().for_each(|choice| inner.choice(choice));
        plan.fronts
            .iter()
            .for_each(|front| inner.front(front, &plan.choices));
        self.line("");
        self.line(&format!("/// Nested properties of [`{}`].", plan.name));
        self.line(&format!("pub mod {} {{", words::snake(&plan.name)));
        let imports = inner.imports("    ");
        self.text.push_str(imports.trim_start_matches('\n'));
        let body = if imports.is_empty() {
            inner.text.trim_start_matches('\n')
        } else {
            &inner.text
        };
        self.text.push_str(body);
        self.line("}");
    }

    fn choice(&mut self, choice: &Choice) {
        let root = self.place.root.clone();
        self.line("");
        self.line(&format!("{root}::cfn::choice! {{"));
        self.depth += 1;
        self.doc(&format!(
            "What `{}` of `{}` may be.",
            choice.base, choice.owner
        ));
        self.line(&format!("{} {{", choice.name));
        for (variant, value) in variants(&choice.values) {
            self.line(&format!("    {variant} = {value:?},"));
        }
        self.line("}");
        self.depth -= 1;
        self.line("}");
    }

    fn front(&mut self, front: &Front, choices: &[Choice]) {
        let root = self.place.root.clone();
        self.line("");
        self.line(&format!("{root}::cfn::property_front! {{"));
        self.depth += 1;
        self.doc(&front.doc);
        self.line(&front.name);
        self.depth -= 1;
        self.line("}");
        self.setters(&front.name, &front.setters, choices, "");
    }

    fn setters(&mut self, name: &str, setters: &[Setter], choices: &[Choice], prefix: &str) {
        let (required, optional): (Vec<&Setter>, Vec<&Setter>) =
            setters.iter().partition(|setter| setter.required);
        if required.is_empty() {
            let root = self.place.root.clone();
            self.line("");
            self.line(&format!("{root}::cfn::default_front!({name});"));
        }
        self.line("");
        self.line(&format!("impl {name} {{"));
        self.depth += 1;
        self.new_of(name, &required, choices, prefix);
        for setter in optional {
            self.line("");
            self.doc(&setter.doc);
            let kind = self.kind(&setter.kind, choices, prefix);
            self.language.insert("IntoExpr");
            self.signature(
                &setter.method,
                &["self".to_owned(), format!("value: impl IntoExpr<{kind}>")],
            );
            self.line(&format!(
                "    self.set(\"{}\", value.into_expr().into_node())",
                setter.property
            ));
            self.line("}");
        }
        self.depth -= 1;
        self.line("}");
    }

    fn new_of(&mut self, name: &str, required: &[&Setter], choices: &[Choice], prefix: &str) {
        if required.is_empty() {
            self.doc(&format!("A `{name}` without properties."));
        } else {
            self.doc(&format!("A `{name}` with what each must have:"));
            self.line("///");
            for setter in required {
                let doc = setter.doc.replace("\n\n", " ");
                let lines = wrapped(&escaped(&format!("`{}`: {doc}", setter.method)), WIDTH - 12);
                for (number, line) in lines.iter().enumerate() {
                    let bullet = if number == 0 { "- " } else { "  " };
                    self.line(&format!("/// {bullet}{line}"));
                }
            }
            self.language.insert("IntoExpr");
        }
        let mut arguments = Vec::new();
        for setter in required {
            let kind = self.kind(&setter.kind, choices, prefix);
            arguments.push(format!("{}: impl IntoExpr<{kind}>", setter.method));
        }
        self.signature("new", &arguments);
        self.line("    Self::empty()");
        for setter in required {
            let (key, method) = (&setter.property, &setter.method);
            self.line(&format!(
                "        .set(\"{key}\", {method}.into_expr().into_node())"
            ));
        }
        self.line("}");
    }

    fn signature(&mut self, name: &str, arguments: &[String]) {
        let line = format!("pub fn {name}({}) -> Self {{", arguments.join(", "));
        if line.len() + 4 * self.depth <= WIDTH {
            self.line(&line);
            return;
        }
        self.line(&format!("pub fn {name}("));
        arguments
            .iter()
            .for_each(|argument| self.line(&format!("    {argument},")));
        self.line(") -> Self {");
    }

    /// A kind as this page writes it; `prefix` leads to the nested fronts.
    fn kind(&mut self, kind: &Kind, choices: &[Choice], prefix: &str) -> String {
        match kind {
            Kind::Language(name) => {
                self.language.insert(name);
                (*name).to_owned()
            }
            Kind::Named(name) => self.path(name),
            Kind::Front(name) => format!("{prefix}{name}"),
            Kind::Choice(index) => {
                let name = choices.get(*index).map(|choice| choice.name.as_str());
                format!("{prefix}{}", name.unwrap_or_default())
            }
            Kind::List(inner) => {
                self.language.insert("List");
                format!("List<{}>", self.kind(inner, choices, prefix))
            }
            Kind::Map(inner) => {
                self.language.insert("Map");
                format!("Map<{}>", self.kind(inner, choices, prefix))
            }
        }
    }

    fn path(&self, kind: &KindName) -> String {
        let (module, name) = (&kind.module, &kind.name);
        if kind.ours {
            return format!("{}::bindings::{module}::{name}", self.place.root);
        }
        let nested = if self.inside { "super::" } else { "" };
        if module == self.module {
            return format!("{nested}{name}");
        }
        format!("{nested}super::{module}::{name}")
    }
}

/// The module file that declares the services.
pub(super) fn root(modules: &BTreeSet<&str>, place: &Place) -> String {
    let mut text = format!("{}\n\n//! Bindings, a module per service.\n\n", place.mark);
    for module in modules {
        writeln!(text, "pub mod {module};").expect("invariant: a string takes every text");
    }
    text
}
