//! From the parser's events to the builder, and on after an error.
//!
//! After an error the rest of the text can't be trusted up to the next key of the outermost mapping
//! (`Outputs:` after a broken `Resources:`); there reading goes on.

use granit_parser::{Event, Marker, Options, Parser, Tag};

use super::super::format::Format;
use super::alias::{self, Anchors};
use super::block::{advance, block_span};
use super::builder::{Builder, Step};
use super::problem::{Problem, ProblemKind};
use super::syntax;
use super::tag::{Tagged, tagged};
use crate::source::{Position, Span};

/// How often reading goes on after an error.
const RESUMPTIONS: usize = 20;

/// A JSON key may be longer than a key of YAML that has no `?`.
const LONGEST_JSON_KEY: usize = 1 << 16;

/// Reads the builder's text.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let mut base = Position::START;
    for _ in 0..RESUMPTIONS {
        let text = builder.text.get(base.offset..).unwrap_or_default();
        let mut events = Events {
            base,
            last: base,
            resumes: base != Position::START,
        };
        let Some(error) = events.read(text, builder) else {
            return;
        };
        let next = next_section(builder.text, error);
        match next {
            Some(next) if builder.format == Format::Yaml && builder.close_to_root_mapping() => {
                builder.anchors = Anchors::default();
                base = next;
            }
            Some(_) | None => return,
        }
    }
}

/// One run of the parser.
struct Events {
    /// Where its text begins.
    base: Position,
    /// The end of the last event.
    last: Position,
    /// Whether it goes on in a mapping that is open already.
    resumes: bool,
}

impl Events {
    /// Reads a text up to its end (`None`) or to an error.
    fn read(&mut self, text: &str, builder: &mut Builder<'_>) -> Option<Position> {
        for next in Parser::new_from_str_with_options(text, options(builder)) {
            match next {
                Ok((event, span)) => {
                    if self.event(&event, &span, builder) == Step::Stop {
                        return None;
                    }
                }
                Err(error) => {
                    let place = self.position(*error.marker());
                    builder.lose(syntax::problem(error.kind(), place, builder));
                    return Some(place);
                }
            }
        }
        None
    }

    fn event(
        &mut self,
        event: &Event<'_>,
        parsed: &granit_parser::Span,
        builder: &mut Builder<'_>,
    ) -> Step {
        let span = self.span(parsed);
        let before = self.last;
        // The beginning of a document without `---` has the place of what follows it.
        let is_something = !matches!(event, Event::DocumentStart(false, _));
        if is_something && span.end > self.last {
            self.last = span.end;
        }
        match event {
            Event::DocumentStart(..) if builder.has_root() => {
                let message = "a second document begins here; only the first is read";
                builder.lose(Problem::new(ProblemKind::SeveralDocuments, span, message));
                Step::Stop
            }
            Event::DocumentStart(_, Some(version)) => {
                let (major, minor) = (version.major, version.minor);
                let message =
                    format!("found a directive (`%YAML {major}.{minor}`), which is not heeded");
                let problem = Problem::new(ProblemKind::Directive, span, message);
                builder.report(problem.suggest("leave the line out"));
                Step::On
            }
            Event::Scalar(text, style, anchor, tag) => {
                let (tagged, tag_end) = self.tag(tag.as_deref(), parsed, builder);
                let span = if matches!(
                    style,
                    granit_parser::ScalarStyle::Literal | granit_parser::ScalarStyle::Folded
                ) {
                    block_span(builder.text, before.max(tag_end), span)
                } else {
                    span
                };
                builder.scalar(text, *style, tagged, *anchor, span)
            }
            Event::SequenceStart(_, anchor, tag) => {
                let (tagged, _) = self.tag(tag.as_deref(), parsed, builder);
                builder.open(true, tagged, *anchor, span)
            }
            Event::MappingStart(_, anchor, tag) => {
                if std::mem::take(&mut self.resumes) {
                    return Step::On;
                }
                let (tagged, _) = self.tag(tag.as_deref(), parsed, builder);
                builder.open(false, tagged, *anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                builder.close((span.start != span.end).then_some(span.end));
                Step::On
            }
            Event::Alias(id) => alias::alias(Some(*id), span, builder),
            Event::UnresolvedAlias(_) => alias::alias(None, span, builder),
            Event::Anchor(_, name) => {
                alias::anchor(name, span, builder);
                Step::On
            }
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_, None)
            | Event::DocumentEnd
            | Event::Comment(..)
            | _ => Step::On,
        }
    }

    fn tag(
        &self,
        tag: Option<&Tag>,
        parsed: &granit_parser::Span,
        builder: &mut Builder<'_>,
    ) -> (Tagged, Position) {
        match (tag, parsed.tag_span()) {
            (Some(tag), Some(place)) => {
                let span = self.span(&place);
                (tagged(tag, span, builder), span.end)
            }
            (Some(_), None) | (None, _) => (Tagged::No, Position::START),
        }
    }

    fn span(&self, parsed: &granit_parser::Span) -> Span {
        Span::new(self.position(parsed.start), self.position(parsed.end))
    }

    fn position(&self, marker: Marker) -> Position {
        Position {
            offset: self.base.offset + marker.byte_offset().unwrap_or(0),
            line: self.base.line + marker.line() - 1,
            column: marker.col() + 1,
        }
    }
}

fn options(builder: &Builder<'_>) -> Options {
    let mut options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        block_scalar_eof_without_line_feed: true,
        flow_nesting_limit: builder.limits.depth + 1,
        block_nesting_limit: builder.limits.depth + 1,
    };
    options.set_emit_comments(false);
    if builder.format == Format::Json {
        options.simple_key_max_lookahead = LONGEST_JSON_KEY;
    }
    options
}

/// The first line after an error that begins with a key and no blank.
fn next_section(text: &str, error: Position) -> Option<Position> {
    let rest = text.get(error.offset..)?;
    let mut place = error;
    for line in rest.split_inclusive('\n') {
        let begins_with_key =
            line.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"'_".contains(c));
        if place.line > error.line && (line.starts_with("---") || line.starts_with("...")) {
            return None;
        }
        if place.line > error.line && begins_with_key && line.contains(':') {
            return Some(place);
        }
        place = advance(line, place);
    }
    None
}
