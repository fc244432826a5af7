//! A shell between the test and the server, which ends the server when the test has ended.
//!
//! It waits for the end of a pipe whose other end the test process has. The system closes that with the process,
//! however it ends; destructors run neither for statics nor after `SIGKILL`. The shell leads a separate process
//! group, so that signals to the test's group (`Ctrl-C`, a test runner's time-out) leave it to clean up.

use std::ffi::OsString;
use std::io::{self, Error, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// `$1` is the folder, `$2` the signal for the end of the pipe; the server's command follows. A line from the pipe is
/// also a signal, for a server that will be started again: the folder is removed only at the end of the pipe.
const SCRIPT: &str = r#"
folder=$1 signal=$2
shift 2
exec 3<&0
"$@" </dev/null >>"$folder/log" 2>&1 3<&- &
server=$!
{
    read -r line <&3 || : >"$folder/remove"
    kill -s "${line:-$signal}" "$server"
} 2>/dev/null &
reader=$!
wait "$server"
kill "$reader" 2>/dev/null
if test -e "$folder/remove"; then rm -rf "$folder"; fi
"#;

#[derive(Debug)]
pub(crate) struct Supervisor {
    shell: Child,
}

impl Supervisor {
    /// Starts the server.
    pub(crate) fn start(command: &[OsString], crash_signal: &str, folder: &Path) -> io::Result<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "miro-servers"]).arg(folder).arg(crash_signal).args(command);
        // A working directory that the server's user may read.
        shell
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(Self { shell: shell.spawn()? })
    }

    /// Asks repeatedly; returns `false` if the server has ended.
    ///
    /// # Errors
    /// Fails with `TimedOut` after this time.
    pub(crate) fn wait_until(
        &mut self,
        patience: Duration,
        mut is_so: impl FnMut() -> bool,
    ) -> io::Result<bool> {
        let started = Instant::now();
        loop {
            if self.shell.try_wait()?.is_some() {
                return Ok(false);
            }
            if is_so() {
                return Ok(true);
            }
            if started.elapsed() > patience {
                return Err(io::ErrorKind::TimedOut.into());
            }
            pause();
        }
    }

    /// Ends the server with this signal, and keeps its folder.
    pub(crate) fn stop(mut self, signal: &str) -> io::Result<()> {
        let mut pipe = self.shell.stdin.take().ok_or_else(|| Error::other("the pipe is closed"))?;
        // The server may have ended by itself, and the reader with it.
        let _ = writeln!(pipe, "{signal}");
        self.shell.wait()?;
        Ok(())
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        // The shell waits for the end of the pipe.
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "no runtime is needed to start a server")]
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(20));
}
