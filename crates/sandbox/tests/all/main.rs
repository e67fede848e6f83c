//! The sandbox, seen from outside, with tiny programs that are compiled on the spot.

#[cfg(target_os = "linux")]
mod attacks;
mod common;
mod compile;
#[cfg(target_os = "linux")]
mod compiler;
#[cfg(target_os = "linux")]
mod places;
mod run;
#[cfg(target_os = "linux")]
mod survivors;
#[cfg(target_os = "linux")]
mod tally;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// Tests at once: most wait most of the time.
const SIDE_BY_SIDE: usize = 6;

/// A test of each of these async functions.
macro_rules! trials {
    ($($module:ident: $($name:ident)*;)*) => {
        vec![$($(trial(concat!(stringify!($module), "::", stringify!($name)), $module::$name)),*),*]
    };
}

fn trial<F: Future<Output = ()>>(name: &str, test: impl FnOnce() -> F + Send + 'static) -> Trial {
    Trial::test(name, || {
        block_on(test());
        Ok(())
    })
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("tokio starts").block_on(future)
}

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    {
        if let Ok(token) = std::env::var(survivors::SERVER) {
            block_on(survivors::serve(&token));
            return ExitCode::SUCCESS;
        }
        // What they leave falls to this process, which looks for it.
        nix::sys::prctl::set_child_subreaper(true).expect("Linux has it");
        if std::env::var_os(places::PLACE).is_none() {
            return places::visit();
        }
    }
    suite()
}

/// All tests, as the user that this is.
fn suite() -> ExitCode {
    let mut trials = trials![
        compile: an_error_has_its_code_line_and_column the_closing_count_is_not_a_message
            a_warning_does_not_prevent_the_executable the_edition_is_obeyed
            a_test_harness_runs_the_tests nothing_is_left_of_a_program_once_it_is_dropped
            each_edit_is_compiled_as_it_stands_whatever_the_last_one_left
            a_reader_compiles_with_nothing_of_another;
        run: a_program_that_ends_well_is_a_success_with_all_its_output an_exit_code_is_told
            a_panic_is_told_with_its_place_in_the_source an_endless_loop_meets_the_time_limit
            a_long_pause_under_the_time_limit_passes endless_output_meets_the_output_limit
            endless_output_on_two_streams_is_counted_together output_up_to_the_limit_passes
            one_byte_over_the_output_limit_does_not_pass a_memory_hog_meets_the_memory_limit
            memory_under_the_limit_passes reserved_memory_that_is_not_touched_passes
            the_environment_and_the_input_are_empty lines_come_while_the_program_runs
            a_stopped_run_says_so a_program_that_does_not_exist_is_an_error;
    ];
    #[cfg(unix)]
    trials.extend(trials![
        run: a_signal_is_told a_grandchild_does_not_outlive_the_run_nor_hold_it_up
            dropping_the_stream_kills_the_run_and_its_children memory_of_a_child_counts;
    ]);
    #[cfg(target_os = "linux")]
    trials.extend(trials![
        attacks: limits_hold_and_what_is_under_them_passes
            an_endless_loop_ends_and_eight_seconds_of_sleep_pass
            sixteen_programs_at_once_each_have_their_two_hundred_threads
            nothing_of_the_host_is_seen_or_reached
            without_namespaces_files_and_calls_are_refused_all_the_same;
        survivors: a_daemon_ends_with_the_program_that_started_it
            the_server_takes_its_runs_with_it_when_it_is_killed
            a_compilation_that_nobody_waits_for_any_more_ends
            a_full_disk_is_told_and_a_disk_with_room_serves;
        compiler: the_compiler_reads_nothing_of_the_host
            a_bomb_for_the_compiler_ends_and_a_long_program_compiles;
    ]);
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(SIDE_BY_SIDE);
    #[cfg(target_os = "linux")]
    let descriptors = places::enter();
    let conclusion = libtest_mimic::run(&arguments, trials);
    #[cfg(target_os = "linux")]
    places::leave(descriptors);
    conclusion.exit_code()
}
