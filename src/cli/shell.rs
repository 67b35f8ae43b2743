//! For shells and editors: completion scripts, the manual page, the schema of claim files.

use super::args::Cli;
use super::{HOLDS, output};
use clap::CommandFactory as _;
use factlock::{Error, ErrorKind};

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell) -> Result<u8, Vec<Error>> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factlock", &mut script);
    output::print(&script)?;
    Ok(HOLDS)
}

/// Prints the manual page: the program and each of its commands.
pub fn man() -> Result<u8, Vec<Error>> {
    // Into memory first: the renderer does not expect its reader to leave.
    let mut page = Vec::new();
    let mut top = Cli::command();
    top.build();
    let failed =
        |error: std::io::Error| vec![Error::new(ErrorKind::Output, format!("no manual page: {error}"))];
    clap_mangen::Man::new(top.clone()).render(&mut page).map_err(failed)?;
    for command in top.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("factlock-{}", command.get_name());
        let man = clap_mangen::Man::new(command.clone()).title(name);
        man.render(&mut page).map_err(failed)?;
    }
    output::print(&page)?;
    Ok(HOLDS)
}

/// Prints the JSON Schema of claim files.
pub fn schema() -> Result<u8, Vec<Error>> {
    let text = serde_json::to_string_pretty(&factlock::claim::schema())
        .map_err(|error| vec![Error::new(ErrorKind::Output, format!("no schema: {error}"))])?;
    output::print(format!("{text}\n").as_bytes())?;
    Ok(HOLDS)
}
