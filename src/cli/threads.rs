//! The threads that the work is shared between: as many as asked for, or as many as can be had. What is found is the
//! same for any number.

use rayon::ThreadPoolBuilder;

/// More threads for each core make nothing faster, and their stacks may leave no memory for the work.
const MOST: usize = 4;

/// As large as that of the program's own thread.
const STACK: usize = 8 << 20;

/// Does the work on `jobs` threads, or one a core. Where so many cannot be made, as in a container that may have only
/// few, it is done with fewer, in the end with none but the program's own.
pub fn run<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut number = jobs.unwrap_or(cores).clamp(1, MOST * cores);
    // One thread is the program's own: the C library gives memory to any other page by page.
    while number > 1 {
        // A pool of its own: that of all the program can be tried only once.
        match ThreadPoolBuilder::new().num_threads(number).stack_size(STACK).build() {
            Ok(pool) => return pool.install(work),
            Err(_) => number /= 2,
        }
    }
    // Fails only where a pool stands already; then that one is used.
    let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    work()
}
