//! The `blkout` program. Everything it does lives in the library beside it, where tests can reach it.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    blkout_server::run()
}
