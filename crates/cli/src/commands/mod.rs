//! One module for each command.

mod brief;
mod eval;
mod read;

use crate::arguments::Command;
use crate::output::Failure;

/// Runs a command and gives its exit code.
pub fn run(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Brief(arguments) => brief::run(&arguments),
    }
}
