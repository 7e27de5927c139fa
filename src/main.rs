//! The program `zbor`.
#![forbid(unsafe_code)]

mod cli;

/// Threads that make pages ask for memory all the time.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
