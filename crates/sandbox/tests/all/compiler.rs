//! Hostile sources: what the compiler could be made to read, or to do without end.

use std::time::Duration;

use sandbox::{Compilation, Edition, End, Limits, Options, Protections, Sandbox};

use crate::attacks::Host;
use crate::common::{here, libraries};
use crate::tally::Tally;

/// Constants are evaluated by rustc itself, without a bound once the lint is allowed.
pub(crate) const ENDLESS: &str =
    "const fn f(n: u64) -> u64 { if n < 2 { 1 } else { f(n - 1) + f(n - 2) } }
    #[allow(long_running_const_eval)] const N: u64 = f(80);
    fn main() { println!(\"{N}\") }";

/// With namespaces and with what is left without them.
fn sandboxes() -> [Sandbox; 2] {
    let without = Protections { namespaces: false, ..Protections::available() };
    [Sandbox::new(), Sandbox::new().at_most(without)]
}

pub(crate) async fn the_compiler_reads_nothing_of_the_host() {
    let (libraries, host) = (libraries().await, Host::new());
    let (secret, here) = (host.secret(), here().display().to_string());
    let up = "../".repeat(16);
    let mut tally = Tally::default();
    let attacks = [
        r#"fn main() { print!(include_str!("/etc/passwd")) }"#.to_owned(),
        format!("fn main() {{ print!(include_str!({secret:?})) }}"),
        format!("fn main() {{ print!(include_str!(\"{here}/src/lib.rs\")) }}"),
        format!("#[path = {secret:?}] mod secret; fn main() {{ let _ = secret::SECRET; }}"),
        r#"fn main() { print!(env!("CARGO_MANIFEST_DIR")) }"#.to_owned(),
        r#"fn main() { print!(env!("CARGO_HOME")) }"#.to_owned(),
        // The assembler reads files too.
        r#"std::arch::global_asm!(".incbin \"/etc/passwd\""); fn main() {}"#.to_owned(),
        format!("std::arch::global_asm!(\".incbin \\\"{secret}\\\"\"); fn main() {{}}"),
        // And so does the linker.
        format!("#[link(name = {secret:?})] unsafe extern {{}} fn main() {{}}"),
        format!(
            "#[link(name = \"{up}{secret}\", kind = \"static\", modifiers = \"+verbatim\")]
            unsafe extern {{}} fn main() {{}}"
        ),
        r#"#[link(name = "c -T /etc/passwd")] unsafe extern {} fn main() {}"#.to_owned(),
        r#"#![feature(link_args)] #[link_args = "-T /etc/passwd"] extern {} fn main() {}"#
            .to_owned(),
        r#"#![feature(link_arg_attribute)]
        #[link(kind = "link-arg", name = "-T/etc/passwd")] unsafe extern {} fn main() {}"#
            .to_owned(),
    ];
    let twins = [
        r#"fn main() { print!("{}", include_str!("main.rs")) }"#,
        r#"fn main() { print!("{:?}", option_env!("CARGO_MANIFEST_DIR")) }"#,
        "mod inside { pub const HERE: u8 = 1; } fn main() { let _ = inside::HERE; }",
        r#"std::arch::global_asm!(".incbin \"main.rs\""); fn main() {}"#,
        r#"#[link(name = "m")] unsafe extern "C" { safe fn cos(x: f64) -> f64; }
        fn main() { println!("{}", cos(0.0)) }"#,
    ];
    for sandbox in sandboxes() {
        let compile = async |source: &str| {
            let options = Options::new(Edition::E2024);
            sandbox.compile(source, &libraries, options).await.expect("rustc starts")
        };
        for source in &attacks {
            let done = compile(source).await;
            tally.attack(done.end == End::CompileError, || format!("{source}: {done:?}"));
        }
        for source in twins {
            let done = compile(source).await;
            tally.twin(done.end == End::Success, || format!("{source}: {done:?}"));
        }
    }
    tally.conclude();
}

pub(crate) async fn a_bomb_for_the_compiler_ends_and_a_long_program_compiles() {
    let libraries = libraries().await;
    let compile = async |source: &str, wall: u64| -> Compilation {
        let limits =
            Limits { wall: Duration::from_secs(wall), memory_bytes: 600 << 20, ..Limits::COMPILER };
        let options = Options { limits, ..Options::new(Edition::E2024) };
        Sandbox::new().compile(source, &libraries, options).await.expect("rustc starts")
    };
    let mut tally = Tally::default();
    for source in [
        // Each step doubles what comes next.
        "macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)* 1) } } fn main() { m!(1) }",
        "#![recursion_limit = \"100000000\"]
        macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)* 1) } } fn main() { m!(1) }",
        "struct A<T>(T); trait B { fn b(); } impl<T> B for T where A<T>: B { fn b() {} }
        fn main() { <u8 as B>::b() }",
        "fn f<T>(n: u32, t: T) { if n > 0 { f(n - 1, (t, n)) } } fn main() { f(9, 1) }",
    ] {
        let done = compile(source, 4).await;
        tally.attack(done.executable.is_none(), || format!("{source}: {done:?}"));
    }
    let done = compile(ENDLESS, 1).await;
    tally.attack(done.end == End::TimeLimit, || format!("{ENDLESS}: {done:?}"));
    for (what, source) in [
        ("a constant that ends", ENDLESS.replace("f(80)", "f(15)")),
        (
            "five megabytes",
            format!("{}\nfn main() {{}}", "// cinq mégaoctets\n".repeat(5 << 20 >> 4)),
        ),
        ("a NUL", "fn main() { print!(\"\0\") }".to_owned()),
    ] {
        let done = compile(&source, 60).await;
        tally.twin(done.end == End::Success, || format!("{what}: {:?}", done.end));
    }
    tally.conclude();
}
