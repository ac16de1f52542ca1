//! Patterns of actions, resources and principals in policies: texts with `*` and `?`, parts of which a template
//! may not know.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource". Not here: what a policy allows (`permissions`).

use super::expression::Expression;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Character(char),
    /// `?`
    One,
    /// `*`
    Any,
    /// What only CloudFormation knows.
    Unknown(Expression),
}

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

impl Pattern {
    /// The pattern of a value.
    pub(super) fn of(value: &Expression) -> Self {
        let mut parts = Vec::new();
        read(value, &mut parts);
        parts.dedup_by(|one, other| *one == Part::Any && *other == Part::Any);
        Self(parts)
    }

    /// The same without regard to the case of letters.
    pub(super) fn lower_case(mut self) -> Self {
        for part in &mut self.0 {
            if let Part::Character(character) = part {
                *character = character.to_ascii_lowercase();
            }
        }
        self
    }

    /// Whether it stands for everything.
    pub(super) fn is_everything(&self) -> bool {
        self.0.as_slice() == [Part::Any]
    }

    /// Whether everything that the other one stands for is among what this one stands for, as far as that can be
    /// seen.
    pub(super) fn covers(&self, other: &Self) -> bool {
        // Which beginnings of this one cover the beginning of the other one that has been read.
        let mut reached = vec![false; self.0.len() + 1];
        if let Some(start) = reached.first_mut() {
            *start = true;
        }
        self.skip(&mut reached);
        for part in &other.0 {
            let mut next = vec![false; self.0.len() + 1];
            for (place, own) in self.0.iter().enumerate() {
                if !reached.get(place).copied().unwrap_or(false) {
                    continue;
                }
                let is_covered = match (own, part) {
                    (Part::Any, _) => {
                        if let Some(here) = next.get_mut(place) {
                            *here = true;
                        }
                        false
                    }
                    (Part::One, Part::Character(_) | Part::One) => true,
                    (own, part) => own == part,
                };
                if let Some(further) = next.get_mut(place + 1).filter(|_| is_covered) {
                    *further = true;
                }
            }
            self.skip(&mut next);
            reached = next;
        }
        reached.last().copied().unwrap_or(false)
    }

    /// Whether some text may be what both stand for.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        if self.covers(other) || other.covers(self) {
            return true;
        }
        // Up to the first part that stands for several texts both have to begin alike.
        for (one, two) in self.0.iter().zip(&other.0) {
            match (one, two) {
                (Part::Character(one), Part::Character(two)) if one != two => return false,
                (Part::Character(_), Part::Character(_)) => {}
                (_, _) => return true,
            }
        }
        let rest = |pattern: &Self, other: &Self| {
            let rest = pattern.0.iter().skip(other.0.len());
            rest.clone().all(|part| *part == Part::Any)
        };
        rest(self, other) && rest(other, self)
    }

    /// What stands behind `*` is reached as well: it may stand for nothing.
    fn skip(&self, reached: &mut [bool]) {
        for (place, own) in self.0.iter().enumerate() {
            if *own == Part::Any
                && reached.get(place).copied().unwrap_or(false)
                && let Some(further) = reached.get_mut(place + 1)
            {
                *further = true;
            }
        }
    }
}

fn read(value: &Expression, parts: &mut Vec<Part>) {
    match value {
        Expression::Text(text) => parts.extend(text.chars().map(|character| match character {
            '*' => Part::Any,
            '?' => Part::One,
            other => Part::Character(other),
        })),
        Expression::Joined(joined) => match joined.as_slice() {
            // The ARN of a bucket, made of its name.
            [
                Expression::Text(start),
                Expression::Reference { to, attribute },
                rest @ ..,
            ] if start.ends_with(":s3:::") && attribute.is_empty() => {
                let arn = Expression::Reference {
                    to: to.clone(),
                    attribute: "Arn".into(),
                };
                read(&arn, parts);
                rest.iter().for_each(|part| read(part, parts));
            }
            joined => joined.iter().for_each(|part| read(part, parts)),
        },
        Expression::List(_)
        | Expression::Set(_)
        | Expression::Map(_)
        | Expression::Absent
        | Expression::Reference { .. }
        | Expression::Parameter { .. }
        | Expression::Pseudo(_)
        | Expression::Call { .. }
        | Expression::Choice(_) => parts.push(Part::Unknown(value.clone())),
    }
}
