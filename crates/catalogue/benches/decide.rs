//! How many decisions one core takes in a second, and how long reading and checking the services takes.
//!
//! `cargo bench -p catalogue`. The cases are the shipped scenarios of each service, whole worlds as a store would load
//! them; each is decided over and over, granted and refused ones apart.

use catalogue::{Catalogue, Decision, Known, decide, scenario};
use record::Ids;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const FOR: Duration = Duration::from_secs(3);
/// What is promised of a core: so many decisions a second over the whole catalogue.
const LEAST_DECISIONS: f64 = 100_000.0;
/// What is promised of reading and checking the whole catalogue.
const LONGEST_LOADING: Duration = Duration::from_millis(200);

fn main() -> ExitCode {
    let catalogue = match Catalogue::embedded(&Known::default()) {
        Ok(catalogue) => catalogue,
        Err(complaints) => {
            complaints.iter().for_each(|complaint| eprintln!("{complaint}"));
            return ExitCode::FAILURE;
        }
    };
    let (questions, complaints) = scenario::questions(&catalogue, catalogue.scenario_files());
    if questions.is_empty() || !complaints.is_empty() {
        complaints.iter().for_each(|complaint| eprintln!("{complaint}"));
        return ExitCode::FAILURE;
    }
    let (granted, refused): (Vec<_>, Vec<_>) = questions.iter().partition(|question| is_granted(question));
    println!("{} cases: {} granted, {} refused or unclear", questions.len(), granted.len(), refused.len());
    println!("granted   {} decisions a second on one core", told(measured(&granted)));
    println!("refused   {} decisions a second on one core", told(measured(&refused)));
    let all = measured(&questions.iter().collect::<Vec<_>>());
    println!("all       {} decisions a second on one core", told(all));
    let loading = time(|| drop(black_box(Catalogue::embedded(&Known::default()))));
    println!("reading and checking all services and fees: {:.2} ms", loading.as_secs_f64() * 1e3);
    let running = time(|| drop(black_box(scenario::run(&catalogue, catalogue.scenario_files()))));
    println!("running all scenarios: {:.2} ms", running.as_secs_f64() * 1e3);
    let kept = all.0 >= LEAST_DECISIONS && loading <= LONGEST_LOADING;
    println!(
        "promised: {LEAST_DECISIONS} decisions a second, {} ms: {}",
        LONGEST_LOADING.as_millis(),
        if kept { "kept" } else { "NOT KEPT" }
    );
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn is_granted(question: &scenario::Question) -> bool {
    matches!(answer(question), Decision::Granted(_))
}

fn answer(question: &scenario::Question) -> Decision {
    let mut ids = Ids::from(1_000_000);
    decide(&question.case, &question.request, question.service, question.moment, &mut ids)
}

/// Decisions for each second a core spent on them, and the share of the time it was ours: what else the machine does is
/// not counted, where the system tells how long this process ran.
fn measured(questions: &[&scenario::Question]) -> (f64, f64) {
    let (begun, spent_before, mut decided) = (Instant::now(), core_time(), 0_u64);
    while begun.elapsed() < FOR {
        for question in questions {
            black_box(answer(black_box(question)));
        }
        decided += questions.len() as u64;
    }
    let elapsed = begun.elapsed();
    let spent = spent_before.zip(core_time()).map_or(elapsed, |(before, after)| after - before);
    let busy = spent.as_secs_f64() / elapsed.as_secs_f64() * 100.0;
    (decided as f64 / spent.as_secs_f64(), busy)
}

fn told((per_second, busy): (f64, f64)) -> String {
    format!("{per_second:>9.0} (the core was ours {busy:.0} % of the time)")
}

/// How long this process, which has one thread, has had a core.
fn core_time() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    times.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The shortest of twenty runs: what it takes, not what else the machine does.
fn time(run: impl Fn()) -> Duration {
    (0..20)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}
