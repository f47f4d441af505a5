//! The binary: parses the arguments, runs one command, tells errors with their hint.

mod arguments;
mod brief_text;
mod commands;
mod output;
mod terminal;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments.command) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failure.report(),
    }
}
