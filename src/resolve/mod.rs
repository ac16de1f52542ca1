//! Templates as CloudFormation would see them: parameters, conditions and functions evaluated, through
//! nested stacks in both directions.
//!
//! What can be known without a call to AWS is a value; what can't is unknown and keeps what is known of
//! it, such as which resource makes it. What hangs on a condition that is open is several alternatives,
//! each with a guard; guards that can't all hold at once are left out, and the work is bounded: where a
//! value would have more alternatives than are kept, it is unknown. Readers ask what is possible.
//! Not here: files, and whether anything is right (`check`).

mod assembled;
mod cases;
mod condition;
mod evaluate;
mod for_each;
mod functions;
mod guard;
mod library;
mod parameter;
mod parameter_values;
mod program;
mod resource;
mod settings;
mod texts;
mod uses;
mod value;

pub use assembled::{Assembled, unknown};
pub use functions::{Piece, pieces};
pub use guard::{Guard, Literal};
pub use library::{Library, Source};
pub use parameter::{Declared, ParameterType};
pub use program::{Missing, Nested, Program, Resolved, Stack, StackId};
pub use resource::Resource;
pub use settings::Settings;
pub use uses::{Use, uses};
pub use value::{Alternatives, Entry, Form, Part, Place, Unknown, Value};
