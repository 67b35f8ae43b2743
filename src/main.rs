//! The `factlock` program: parse, run, exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
