# `make test` needs the Rust toolchain and make, nothing else.

.PHONY: run test lint bench hostile fuzz snapshots score

run:
	cargo run --release --locked -- check

test:
	cargo test --locked

lint:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet

# Beside ripgrep, as ratios; needs python3 with pip (to fetch the texts once) and rg.
bench:
	cargo build --release --locked
	python3 benches/run.py target/release/factlock target/corpus

# Input that no editor wrote, beside prose: time per byte and memory; needs python3.
hostile:
	cargo build --release --locked
	python3 benches/hostile.py target/release/factlock target/hostile

# Every fuzz target for so many seconds; needs cargo-fuzz (fuzz/README.md).
SECONDS = 20
fuzz:
	fuzz/run $(SECONDS)

# Records the results anew; read the difference with `git diff` before you commit it.
snapshots:
	INSTA_UPDATE=always cargo test --locked

# How many changes of real edits and slips `factlock diff` finds, where the labelled files lie beside the checkout.
score:
	cargo test --locked --test diff -- --nocapture
