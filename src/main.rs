//! The program `ess-cfn`. Everything it does is in the library.
fn main() {}
