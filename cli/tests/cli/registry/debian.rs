//! The registry that Debian packages as `docker-registry`, on a port of this machine.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::http::send;

pub(crate) const USER: &str = "ann";
pub(crate) const PASSWORD: &str = "open:sesame";

/// The password, hashed by bcrypt with its lowest cost.
const HTPASSWD: &str = "ann:$2a$04$4DcgUP8mjQpT.8Y540Gn2ugvf0kUDfR7sMDsDR34ZKgVm43v5nWlq";
/// `ann:open:sesame` in base 64.
const BASIC: &str = "Authorization: Basic YW5uOm9wZW46c2VzYW1l\r\n";

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// A registry with an empty store, ended with the test.
pub(crate) struct Debian {
    process: Child,
    pub(crate) port: u16,
    /// Its configuration and store, removed with it.
    #[expect(dead_code, reason = "it is there to be dropped")]
    folder: TempDir,
}

impl Drop for Debian {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Debian {
    /// A registry that asks for a password; `None`, with a printed reason, where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        Self::start_with(|folder| {
            let passwords = folder.join("htpasswd");
            fs::write(&passwords, format!("{HTPASSWD}\n")).unwrap();
            format!("auth:\n  htpasswd:\n    realm: test\n    path: {}\n", passwords.display())
        })
    }

    /// A registry that speaks TLS with the certificate in `folder`.
    pub(crate) fn start_tls(certificate: &Path, key: &Path) -> Option<Self> {
        Self::start_with(|_| {
            let (certificate, key) = (certificate.display(), key.display());
            format!("  tls:\n    certificate: {certificate}\n    key: {key}\n")
        })
    }

    fn start_with(more: impl Fn(&Path) -> String) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let more = more(folder.path());
        // Another process may take the port before the registry does.
        for _ in 0..5 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let config = folder.path().join("config.yml");
            let store = folder.path().join("store");
            let text = format!(
                "version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: {}\n\
                 http:\n  addr: 127.0.0.1:{port}\n{more}",
                store.display()
            );
            fs::write(&config, text).unwrap();
            let mut command = Command::new("docker-registry");
            command.arg("serve").arg(&config).stdout(Stdio::null()).stderr(Stdio::null());
            let Ok(mut process) = command.spawn() else {
                crate::registry::skipped("docker-registry is not installed");
                return None;
            };
            if answers(&mut process, port) {
                return Some(Self { process, port, folder });
            }
        }
        panic!("docker-registry does not answer");
    }

    /// Pushes an image of one platform, made different by `content`; its digest.
    pub(crate) fn push(&self, name: &str, tag: &str, content: &str) -> String {
        let manifest = self.image(name, content, "amd64");
        self.put(&format!("/v2/{name}/manifests/{tag}"), MANIFEST, &manifest);
        digest(&manifest)
    }

    /// Pushes an image of two platforms; the digests of the index and of its manifests.
    pub(crate) fn push_index(&self, name: &str, tag: &str) -> (String, String, String) {
        let mut entries = Vec::new();
        let mut digests = Vec::new();
        for architecture in ["amd64", "arm64"] {
            let manifest = self.image(name, "index", architecture);
            let digest = digest(&manifest);
            self.put(&format!("/v2/{name}/manifests/{digest}"), MANIFEST, &manifest);
            entries.push(format!(
                r#"{{"mediaType":"{MANIFEST}","digest":"{digest}","size":{},"platform":{{"os":"linux","architecture":"{architecture}"}}}}"#,
                manifest.len()
            ));
            digests.push(digest);
        }
        let entries = entries.join(",");
        let index =
            format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{entries}]}}"#);
        self.put(&format!("/v2/{name}/manifests/{tag}"), INDEX, &index);
        (digest(&index), digests[0].clone(), digests[1].clone())
    }

    /// The manifest of an image whose blobs are there.
    fn image(&self, name: &str, content: &str, architecture: &str) -> String {
        let config = format!(
            r#"{{"os":"linux","architecture":"{architecture}","config":{{"Labels":{{"content":"{content}"}}}},"rootfs":{{"type":"layers","diff_ids":[]}}}}"#
        );
        let blob = digest(&config);
        let uploads = format!("/v2/{name}/blobs/uploads/");
        let (status, location) = send(self.port, "POST", &uploads, BASIC, b"");
        assert_eq!(status, 202, "{uploads}");
        let location = location.unwrap();
        let at = location.find("/v2/").unwrap();
        let mark = if location.contains('?') { '&' } else { '?' };
        let path = format!("{}{mark}digest={blob}", &location[at..]);
        self.put(&path, "application/octet-stream", &config);
        format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{blob}","size":{}}},"layers":[]}}"#,
            config.len()
        )
    }

    fn put(&self, path: &str, kind: &str, body: &str) {
        let headers = format!("{BASIC}Content-Type: {kind}\r\n");
        let (status, _) = send(self.port, "PUT", path, &headers, body.as_bytes());
        assert_eq!(status, 201, "{path}");
    }
}

fn answers(process: &mut Child, port: u16) -> bool {
    for _ in 0..200 {
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

fn digest(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
