//! Compilation: what rustc says, in the reader's line numbers.

use crate::common::{compile, libraries};
use sandbox::{Edition, End, Event, Incremental, Level, Options, Sandbox};

pub(crate) async fn an_error_has_its_code_line_and_column() {
    let compilation = compile("fn main() {\n    let n: u32 = 1;\n    let m: &str = n;\n}").await;
    assert_eq!(compilation.end, End::CompileError);
    assert!(compilation.executable.is_none());
    let error =
        compilation.diagnostics.iter().find(|it| it.level == Level::Error).expect("an error");
    assert_eq!(error.code.as_deref(), Some("E0308"));
    assert_eq!((error.line, error.column), (Some(3), Some(19)));
    assert_eq!(error.message, "mismatched types");
    assert!(error.rendered.contains("--> main.rs:3:19"), "{}", error.rendered);
}

pub(crate) async fn the_closing_count_is_not_a_message() {
    let compilation = compile("fn main() { a; }").await;
    assert_eq!(compilation.diagnostics.len(), 1, "{:#?}", compilation.diagnostics);
}

pub(crate) async fn a_warning_does_not_prevent_the_executable() {
    let compilation = compile("fn main() { let unused = 1; }").await;
    assert_eq!(compilation.end, End::Success);
    assert!(compilation.executable.is_some());
    let [warning] = &compilation.diagnostics[..] else { panic!("{compilation:#?}") };
    assert_eq!(warning.level, Level::Warning);
    assert_eq!(warning.code.as_deref(), Some("unused_variables"));
    assert_eq!(warning.line, Some(1));
}

pub(crate) async fn the_edition_is_obeyed() {
    let source = "fn main() { let async = 1; println!(\"{}\", async); }";
    let libraries = libraries().await;
    let of = async |edition| {
        let options = Options::new(edition);
        Sandbox::new().compile(source, &libraries, options).await.expect("rustc starts").end
    };
    assert_eq!(of(Edition::E2015).await, End::Success);
    assert_eq!(of(Edition::E2024).await, End::CompileError);
}

pub(crate) async fn a_test_harness_runs_the_tests() {
    let options = Options { test: true, ..Options::new(Edition::E2024) };
    let source = "fn main() {} #[test] fn un() {} #[test] fn deux() { panic!() }";
    let compilation =
        Sandbox::new().compile(source, &libraries().await, options).await.expect("rustc starts");
    let executable = compilation.executable.expect("it compiles");
    let mut run =
        Sandbox::new().run(executable.program(), crate::common::LIMITS).expect("it starts");
    let mut lines = Vec::new();
    while let Some(event) = run.next().await {
        if let sandbox::Event::Line(line) = event {
            lines.push(line.text);
        }
    }
    assert!(lines.contains(&"test un ... ok".into()), "{lines:?}");
    assert!(lines.contains(&"test deux ... FAILED".into()), "{lines:?}");
}

pub(crate) async fn nothing_is_left_of_a_program_once_it_is_dropped() {
    let scratch = tempfile::tempdir().expect("a directory");
    let sandbox = Sandbox::new().in_directory(scratch.path());
    let options = Options::new(Edition::E2024);
    let compilation =
        sandbox.compile("fn main() {}", &libraries().await, options).await.expect("rustc starts");
    let executable = compilation.executable.expect("it compiles");
    let mut run = sandbox.run(executable.program(), crate::common::LIMITS).expect("it starts");
    while run.next().await.is_some() {}
    drop((run, executable));
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it is there").count(), 0);
}

/// What the program prints, or the code of the first error.
async fn next_edit(sandbox: &Sandbox, source: &str, kept: &mut Incremental) -> String {
    let options = Options::new(Edition::E2024);
    let compiled = sandbox.compile_incrementally(source, &libraries().await, options, kept).await;
    let compilation = compiled.expect("rustc starts");
    let Some(executable) = compilation.executable else {
        return compilation.diagnostics[0].code.clone().expect("a code");
    };
    let mut run = sandbox.run(executable.program(), crate::common::LIMITS).expect("it starts");
    let mut printed = String::new();
    while let Some(event) = run.next().await {
        if let Event::Line(line) = event {
            printed += &line.text;
        }
    }
    printed
}

pub(crate) async fn each_edit_is_compiled_as_it_stands_whatever_the_last_one_left() {
    let scratch = tempfile::tempdir().expect("a directory");
    let sandbox = Sandbox::new().in_directory(scratch.path());
    let mut kept = Incremental::default();
    let says = |words: &str| {
        format!(
            "fn said() -> &'static str {{ \"{words}\" }} fn main() {{ println!(\"{{}}\", said()) }}"
        )
    };
    for (source, expected) in [
        (says("un"), "un"),
        (says("deux"), "deux"),
        ("fn main() { let n: u8 = \"trois\"; }".to_owned(), "E0308"),
        (says("quatre"), "quatre"),
        ("fn main() { println!(\"{}\", 5) }".to_owned(), "5"),
    ] {
        assert_eq!(next_edit(&sandbox, &source, &mut kept).await, expected);
    }
    drop(kept);
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it is there").count(), 0);
}

pub(crate) async fn a_reader_compiles_with_nothing_of_another() {
    let sandbox = Sandbox::new();
    // What one has left is in the private directory of that reader's next compilation alone.
    let probe = "fn main() { println!(\"{}\", include_str!(\"incremental\")) }";
    let mut of_one = Incremental::default();
    assert_eq!(next_edit(&sandbox, "fn main() { println!(\"un\") }", &mut of_one).await, "un");
    let options = Options::new(Edition::E2024);
    let compiled = sandbox.compile(probe, &libraries().await, options).await.expect("rustc starts");
    let said = &compiled.diagnostics[0].rendered;
    assert!(said.contains("No such file"), "{said}");
}
