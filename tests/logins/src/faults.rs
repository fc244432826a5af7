//! A token endpoint that fails.

use std::time::Duration;

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::storage::MemoryStorage;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::{Fault, Sandbox};

use miro_logins::user;

const SILENCE: Duration = Duration::from_secs(10);

/// The state of the logins.
#[derive(Debug, Default)]
struct Outcome {
    faults: usize,
    lost_without_rotation: usize,
    rotated: usize,
    unclear: usize,
}

pub(crate) async fn take(report: &mut Report, rounds: usize) -> Result<(), Failure> {
    let sandbox = user::patient_sandbox().await;
    let mut outcome = Outcome::default();
    // With the default retries, and without any.
    for retry in [RetryPolicy::standard(), RetryPolicy::never()] {
        let builder = user::builder(sandbox.url(), sandbox.client_id(), sandbox.client_secret());
        let miro = builder
            .redirect_url(sandbox.redirect_uri())
            .storage(MemoryStorage::new())
            .retry(retry)
            .build()?;
        user::log_in(&miro, &sandbox).await?;
        for _ in 0..rounds {
            for fault in [Fault::Reset, Fault::status(500)] {
                without_effect(&miro, &sandbox, fault, &mut outcome).await?;
            }
            let after = Fault::status(500).after_effect();
            for fault in [Fault::ResetAfter, after, Fault::HalfBody] {
                after_effect(&miro, &sandbox, fault, &mut outcome).await?;
            }
        }
        without_effect(&miro, &sandbox, Fault::Delay(SILENCE), &mut outcome).await?;
    }
    report.add(&Figure::new("logins-faults", outcome.faults as f64, ""));
    let lost = outcome.lost_without_rotation as f64;
    report.add(&Figure::new("logins-faults-lost-without-rotation", lost, "logins").at_most(0.0));
    report.add(&Figure::new("logins-faults-rotated", outcome.rotated as f64, "logins"));
    report.add(&Figure::new("logins-faults-unclear", outcome.unclear as f64, "errors").at_most(0.0));
    Ok(())
}

/// Miro has not replaced the pair, or its response arrives late: the next call continues with the login at the
/// latest.
async fn without_effect(
    miro: &Miro,
    sandbox: &Sandbox,
    fault: Fault,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    outcome.faults += 1;
    sandbox.expire_access_tokens();
    sandbox.next_on("POST", "/v1/oauth/token", fault);
    // The first call may report the fault.
    let _ = user::call(miro).await;
    if user::is_lost(miro).await? {
        outcome.lost_without_rotation += 1;
        user::log_in(miro, sandbox).await?;
    }
    Ok(())
}

/// Miro has replaced the pair, and nobody has the new one.
async fn after_effect(
    miro: &Miro,
    sandbox: &Sandbox,
    fault: Fault,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    outcome.faults += 1;
    outcome.rotated += 1;
    sandbox.expire_access_tokens();
    sandbox.next_on("POST", "/v1/oauth/token", fault);
    let first = user::call(miro).await;
    // Without retries, the first call reports only the fault.
    let told = match first {
        Err(error) if error.kind() != ErrorKind::AuthorizationRequired => user::call(miro).await,
        first => first,
    };
    match told {
        Err(error)
            if error.kind() == ErrorKind::AuthorizationRequired
                && error.to_string().contains("auth_url()") => {}
        other => {
            eprintln!("unclear: {other:?}");
            outcome.unclear += 1;
        }
    }
    user::log_in(miro, sandbox).await?;
    Ok(())
}
