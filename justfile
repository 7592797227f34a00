# The steps of `.ci/run`, one by one, and what else is done often. `just` lists them.

_list:
    @just --list --unsorted

# While editing: does it compile?
check:
    cargo check --locked --all-targets

# Some tests, built soon: `just t --lib search::`, `just t --test suite cli::export`
t *arguments:
    cargo test --locked --profile dev {{ arguments }}

# Format: changes the files
fmt:
    cargo fmt

# ---- the steps of the gate, in its order ----

# format
format:
    cargo fmt --check

# lints
lints:
    cargo clippy --locked --all-targets -- -D warnings

# documentation
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# tests
test:
    cargo test --locked

# supply chain
deny:
    cargo deny --locked check bans licenses sources

# terminals under stress
storms:
    cargo test --locked --test terminal_storms -- --ignored

# kills and full disks (a full disk needs mounts of one's own)
kills:
    cargo test --locked --test kills -- --ignored

# the same without the full disk
kills-without-mounts:
    cargo test --locked --test kills -- --ignored --skip small_disk

# office formats (LibreOffice and pdftotext have to be there)
office:
    cargo test --locked --test office -- --ignored

# recipes (python3 with duckdb and pandas has to be there)
recipes:
    cargo test --locked --test recipes -- --include-ignored --skip gnu_parallel

# the recipe that shares files out to processes (GNU parallel has to be there)
parallel:
    cargo test --locked --test recipes -- --ignored gnu_parallel

# screen readers (yasr, fenrir and pyte have to be there; orca, brltty-x11, xvfb, xfce4-terminal and tdsr may be)
readers:
    cargo test --locked --test screen_readers -- --include-ignored --test-threads=1

# all of them, as the gate runs them
ci:
    .ci/run

# ---- now and then ----

# Look at changed snapshots one by one
review:
    cargo insta test --review

# What is made by tests: the libraries' notices, the drawing of the modules
update:
    SHISAKU_UPDATE=1 cargo test --locked --test suite licenses::
    SHISAKU_UPDATE=1 cargo test --locked --test suite architecture::

# Benches: `just bench search`
bench name:
    cargo bench --locked --bench {{ name }}
