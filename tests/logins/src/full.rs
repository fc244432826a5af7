//! A full disk or Redis: before a refresh, or from the moment in which it gets its lease.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use miro::prelude::*;
use miro::storage::{Lease, Storage, StorageError};
use miro::token::{State, UserKey};
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_servers::ask_redis;

use miro_logins::backend::{Backend, Opened, Place, SHORT_LEASE};
use miro_logins::user;

pub(crate) async fn take(report: &mut Report, place: &Place, rounds: usize) -> Result<(), Failure> {
    let Some(room) = Room::of(place)? else { return Ok(()) };
    let sandbox = user::patient_sandbox().await;
    let location = room.location(place);
    let storage = place.backend.open(&location, SHORT_LEASE).await?;
    let fills = Arc::<AtomicBool>::default();
    let miro = user::client(&sandbox, Filled { inner: storage, room: room.clone(), fills: fills.clone() })?;
    user::log_in(&miro, &sandbox).await?;
    let (mut lost, mut failed) = (0, 0);
    for _ in 0..rounds {
        sandbox.expire_access_tokens();
        if fastrand::bool() {
            room.fill()?;
        } else {
            fills.store(true, Ordering::SeqCst);
        }
        let while_full = user::call(&miro).await;
        fills.store(false, Ordering::SeqCst);
        failed += usize::from(while_full.is_err());
        room.free()?;
        let has_ended = |error: &Error| error.kind() == ErrorKind::AuthorizationRequired;
        if while_full.is_err_and(|error| has_ended(&error)) || user::has_ended(&miro).await {
            lost += 1;
            user::log_in(&miro, &sandbox).await?;
        }
    }
    if user::is_lost(&miro).await? {
        lost += 1;
        user::log_in(&miro, &sandbox).await?;
    }
    miro.revoke().await?;
    let figure = |what: &str, value: f64, unit| {
        Figure::new(format!("logins-{}-full-{what}", place.backend.name()), value, unit)
    };
    report.add(&figure("rounds", rounds as f64, ""));
    report.add(&figure("failed", failed as f64, "calls"));
    report.add(&figure("lost", f64::from(lost), "logins").at_most(0.0));
    Ok(())
}

/// A place that can be filled.
#[derive(Clone, Debug)]
enum Room {
    Disk(Arc<Disk>),
    Redis(String),
}

impl Room {
    /// Returns `None` if that is not possible: database servers use the disk of this machine.
    fn of(place: &Place) -> Result<Option<Self>, Failure> {
        Ok(match place.backend {
            Backend::File | Backend::Sqlite => {
                Disk::mount(&place.folder.path().join("full"))?.map(Self::Disk)
            }
            Backend::Redis => Some(Self::Redis(place.location.clone())),
            Backend::Memory | Backend::Encrypted | Backend::Postgres | Backend::MariaDb => None,
        })
    }

    fn location(&self, place: &Place) -> String {
        match self {
            Self::Disk(disk) => disk.0.join("logins").to_string_lossy().into_owned(),
            Self::Redis(_) => place.location.clone(),
        }
    }

    fn fill(&self) -> Result<(), Failure> {
        match self {
            Self::Disk(disk) => {
                let mut file = File::create(disk.0.join("filler"))?;
                for size in [64 * 1024, 512] {
                    while file.write_all(&vec![7; size]).is_ok() {}
                }
            }
            Self::Redis(url) => drop(ask_redis(url, "CONFIG SET maxmemory 1")?),
        }
        Ok(())
    }

    fn free(&self) -> Result<(), Failure> {
        match self {
            Self::Disk(disk) => match fs::remove_file(disk.0.join("filler")) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            },
            Self::Redis(url) => drop(ask_redis(url, "CONFIG SET maxmemory 0")?),
        }
        Ok(())
    }
}

/// A separate small disk.
#[derive(Debug)]
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path) -> Result<Option<Arc<Self>>, Failure> {
        fs::create_dir(at)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs"]).arg(at);
        if mount.output().is_ok_and(|output| output.status.success()) {
            return Ok(Some(Arc::new(Self(at.to_owned()))));
        }
        eprintln!("skipped: full disks, since this account may not mount one");
        Ok(None)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Fills up when it has granted a lease, if configured.
#[derive(Debug)]
struct Filled {
    inner: Opened,
    room: Room,
    fills: Arc<AtomicBool>,
}

impl Storage for Filled {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.inner.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        self.inner.set(user, state).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let lease = self.inner.lease(user).await?;
        if self.fills.load(Ordering::SeqCst) {
            self.room.fill().map_err(StorageError::message)?;
        }
        Ok(lease)
    }
}
