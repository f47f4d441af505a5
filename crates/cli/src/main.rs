//! The binary: parses the arguments, runs one command, tells errors with their hint.

mod arguments;
mod brief_text;
mod commands;
mod eval_arguments;
mod happenings_text;
mod list_text;
mod output;
mod show_text;
mod source;
mod story_text;
mod terminal;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match commands::run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failure.report(),
    }
}
