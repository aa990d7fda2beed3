//! A proxy as companies have them: it knows `CONNECT`, and leads every name to one port of this machine.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::http::Head;

/// The proxy; its threads end with the process.
pub(crate) struct Tunnel {
    pub(crate) port: u16,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Tunnel {
    pub(crate) fn start(to: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let targets = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&targets);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let seen = Arc::clone(&seen);
                std::thread::spawn(move || connect(&stream, to, &seen));
            }
        });
        Self { port, targets }
    }

    /// What clients asked to be connected to.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.targets.lock().unwrap().clone()
    }
}

fn connect(client: &TcpStream, to: u16, seen: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(client.try_clone().unwrap());
    let Some(head) = Head::read(&mut reader) else { return };
    seen.lock().unwrap().push(head.line.split(' ').nth(1).unwrap_or_default().to_owned());
    let server = TcpStream::connect(("127.0.0.1", to)).unwrap();
    let mut writer = client.try_clone().unwrap();
    writer.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
    let (mut from_server, mut to_server) = (server.try_clone().unwrap(), server);
    std::thread::spawn(move || std::io::copy(&mut from_server, &mut writer));
    let _ = std::io::copy(&mut reader, &mut to_server);
}
