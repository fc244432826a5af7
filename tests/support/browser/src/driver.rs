//! chromedriver, which drives the browser.

use std::env;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::TIMEOUT;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// A running chromedriver.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    /// Not read any more, but kept open: a driver that cannot write exits.
    _output: BufReader<ChildStdout>,
    pub(crate) port: u16,
}

/// The name of the browser that is installed together with its driver.
pub(crate) fn installed() -> Option<&'static str> {
    let runs = |name: &&str| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    NAMES.iter().copied().find(runs).filter(|_| runs(&"chromedriver")).and_then(path_of)
}

/// Returns the path of a program on the search path: the driver does not search.
fn path_of(name: &'static str) -> Option<&'static str> {
    let path = env::var_os("PATH")?;
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())?;
    found.to_str().map(|path| -> &'static str { path.to_owned().leak() })
}

impl Driver {
    /// Starts it on a free port that it chooses.
    pub(crate) fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "chromedriver ended");
            let port =
                line.split_once("successfully on port ").map(|(_, port)| port.trim().trim_end_matches('.'));
            if let Some(port) = port {
                break port.parse().unwrap();
            }
        };
        Self { process, _output: output, port }
    }

    /// Ends a session and with it the browser. Blocks, so that it also works while a test unwinds.
    pub(crate) fn end(&self, session: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        write!(stream, "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read(&mut [0; 64]).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
