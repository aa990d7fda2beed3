//! A registry that answers as a test tells it.

use std::io::{BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::http::Head;

/// A request, as far as tests look at it.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// `HEAD /v2/x/manifests/1`
    pub(crate) line: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: String,
}

/// What to answer.
pub(crate) enum Answer {
    /// A status, further headers and a body.
    With(u16, String, String),
    /// Nothing, until the client gives up.
    Silence,
    /// The connection is closed.
    HangUp,
}

impl Answer {
    /// The manifest is there and has this digest.
    pub(crate) fn digest(digest: &str) -> Self {
        Self::With(200, format!("Docker-Content-Digest: {digest}\r\n"), String::new())
    }

    pub(crate) fn status(status: u16, headers: &str) -> Self {
        Self::With(status, headers.to_owned(), String::new())
    }
}

/// The server; its threads end with the process.
pub(crate) struct Scripted {
    pub(crate) port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Scripted {
    /// A server that answers each request as `script` says; the number is how many came before it.
    pub(crate) fn start(
        script: impl Fn(&Request, usize, u16) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, script) = (Arc::clone(&requests), Arc::new(script));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (seen, script) = (Arc::clone(&seen), Arc::clone(&script));
                std::thread::spawn(move || {
                    serve(stream, &seen, |request, before| script(request, before, port));
                });
            }
        });
        Self { port, requests }
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The first lines of all requests so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.line).collect()
    }
}

fn serve(
    stream: TcpStream,
    seen: &Mutex<Vec<Request>>,
    script: impl Fn(&Request, usize) -> Answer,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    while let Some(head) = Head::read(&mut reader) {
        let body = String::from_utf8(head.body(&mut reader)).unwrap();
        let line = head.line.trim_end_matches(" HTTP/1.1").to_owned();
        let authorization = head.header("authorization").map(str::to_owned);
        let request = Request { line, authorization, body };
        let before = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        match script(&request, before) {
            Answer::With(status, headers, body) => {
                let length = body.len();
                let sent = if request.line.starts_with("HEAD") { "" } else { &body };
                let text = format!(
                    "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n{headers}\r\n{sent}"
                );
                if writer.write_all(text.as_bytes()).is_err() {
                    return;
                }
            }
            Answer::Silence => {
                // Ends when the client closes its side.
                let _ = Head::read(&mut reader);
                return;
            }
            Answer::HangUp => {
                let _ = writer.shutdown(Shutdown::Both);
                return;
            }
        }
    }
}
