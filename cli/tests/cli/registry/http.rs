//! As much HTTP as a test needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The start of a message: its first line and its headers with names in lower case.
pub(super) struct Head {
    pub(super) line: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads it; `None` where the other side has closed.
    pub(super) fn read(from: &mut impl BufRead) -> Option<Self> {
        let mut lines = from.lines().map_while(Result::ok);
        let line = lines.next()?;
        let headers = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        Some(Self { line, headers: headers.collect() })
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn body(&self, from: &mut impl Read) -> Vec<u8> {
        let length = self.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        let mut body = Vec::new();
        from.take(length).read_to_end(&mut body).unwrap();
        body
    }
}

/// A request to this machine: the status, and what the header `Location` says.
pub(super) fn send(
    port: u16,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
) -> (u16, Option<String>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let head = Head::read(&mut BufReader::new(stream)).expect("the registry answers");
    let status = head.line.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.header("location").map(str::to_owned))
}
