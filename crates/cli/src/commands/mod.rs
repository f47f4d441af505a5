//! One module for each command.

mod brief;
mod changes;
mod eval;
mod forget;
mod happenings;
mod list;
mod read;
mod search;
mod show;
mod stories;
mod verify;

use crate::arguments::{Arguments, Command};
use crate::output::{Failure, print};
use verbale::Engine;

/// Runs a command and gives its exit code.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.version {
        let digest = Engine::embedded().model_digest().to_owned();
        print(&format!("verbale {}\nmodel {digest}\n", env!("CARGO_PKG_VERSION")))?;
        return Ok(0);
    }
    match &arguments.command {
        Some(Command::Read(arguments)) => read::run(arguments),
        Some(Command::Brief(arguments)) => brief::run(arguments),
        Some(Command::Statements(arguments)) => list::statements(arguments),
        Some(Command::Positions(arguments)) => list::positions(arguments),
        Some(Command::Events(arguments)) => list::events(arguments),
        Some(Command::Timeline(arguments)) => happenings::timeline(arguments),
        Some(Command::Places(arguments)) => happenings::places(arguments),
        Some(Command::Figures(arguments)) => happenings::figures(arguments),
        Some(Command::Terms(arguments)) => happenings::terms(arguments),
        Some(Command::Stories(arguments)) => stories::run(arguments),
        Some(Command::Contradictions(arguments)) => stories::contradictions(arguments),
        Some(Command::Changes(arguments)) => changes::run(arguments),
        Some(Command::Search(arguments)) => search::run(arguments),
        Some(Command::Show(arguments)) => show::run(arguments),
        Some(Command::Verify(arguments)) => verify::run(arguments),
        Some(Command::Forget(arguments)) => forget::run(arguments),
        Some(Command::Eval(arguments)) => eval::run(arguments),
        // Without arguments the parser shows the help itself.
        None => Ok(verbale::ErrorKind::Usage.exit_code()),
    }
}
