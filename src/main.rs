//! The program `zbor`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
