//! Just enough of HTTP/1.1 to send requests to a server and read its responses.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use miro_bench::Failure;

/// A connection that stays open. One request is in flight at a time.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    /// The bytes received so far of the current response.
    received: Vec<u8>,
}

/// The head of a response.
#[derive(Debug, PartialEq)]
struct Head {
    status: u16,
    /// The length of the head, and of the body after it.
    length: usize,
    body: usize,
}

impl Connection {
    pub(super) fn open(host: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::new() })
    }

    /// Sends a request and reads the whole response: status and body.
    pub(super) fn exchange(&mut self, request: &[u8]) -> Result<(u16, &[u8]), Failure> {
        self.stream.write_all(request)?;
        self.received.clear();
        let head = loop {
            self.receive()?;
            if let Some(head) = Head::parse(&self.received)? {
                break head;
            }
        };
        let end = head.length + head.body;
        while self.received.len() < end {
            self.receive()?;
        }
        Ok((head.status, &self.received[head.length..end]))
    }

    fn receive(&mut self) -> Result<(), Failure> {
        let mut buffer = [0; 65_536];
        let count = self.stream.read(&mut buffer)?;
        if count == 0 {
            return Err("the sandbox closed a connection".into());
        }
        self.received.extend_from_slice(&buffer[..count]);
        Ok(())
    }
}

impl Head {
    /// Parses the head; `None` if it is not complete yet.
    fn parse(received: &[u8]) -> Result<Option<Self>, Failure> {
        let Some(end) = received.windows(4).position(|end| end == b"\r\n\r\n") else { return Ok(None) };
        let text = std::str::from_utf8(&received[..end])?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or("an answer has no status")?;
        let length = lines
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .ok_or("an answer does not say how long it is")?;
        Ok(Some(Self { status: status.parse()?, length: end + 4, body: length.1.trim().parse()? }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_head_is_complete_or_not() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Type: a/b\r\ncontent-length: 12\r\n\r\n{";
        let head = Head { status: 201, length: answer.len() - 1, body: 12 };
        assert_eq!(Head::parse(answer).unwrap(), Some(head));
        assert_eq!(Head::parse(&answer[..answer.len() - 2]).unwrap(), None);
    }

    #[test]
    fn an_answer_of_unknown_length_is_an_error() {
        assert!(Head::parse(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(Head::parse(b"nonsense\r\ncontent-length: 1\r\n\r\n").is_err());
    }

    #[test]
    fn answers_arrive_in_pieces() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4];
            for piece in ["HTTP/1.1 200 OK\r\ncontent-le", "ngth: 5\r\n\r\nhe", "llo"] {
                stream.read_exact(&mut request[..1]).unwrap();
                stream.write_all(piece.as_bytes()).unwrap();
            }
        });
        let mut connection = Connection::open(&host).unwrap();
        assert_eq!(connection.exchange(b"GET").unwrap(), (200, &b"hello"[..]));
        assert!(connection.exchange(b"GET").is_err(), "the connection is closed");
        server.join().unwrap();
    }
}
