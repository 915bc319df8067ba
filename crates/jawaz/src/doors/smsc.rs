//! `jawaz smsc`: a simulated message centre.

use crate::cli::{SmscArgs, Trouble};
use crate::{clock, logs};
use smpp::Simulator;
use smpp::simulator::{Faults, SimConfig};
use std::process::ExitCode;

/// Serves until it is interrupted, printing each text as it lands on a phone.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn run(args: SmscArgs) -> Result<ExitCode, Trouble> {
    logs::start(false);
    let faults = Faults { lose_answers: args.lose_answers, throttle: args.throttle, ..Faults::default() };
    let config = SimConfig { listen: args.listen, seed: args.seed, faults, ..SimConfig::default() };
    let simulator = Simulator::start(config, || clock::now().micros()).await?;
    println!("listening smpp://{}", simulator.addr());
    tokio::signal::ctrl_c().await?;
    simulator.shutdown();
    Ok(ExitCode::SUCCESS)
}
