//! The same pictures, kept in a folder and where S3's protocol is spoken.

use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use photos::{Bucket, Failed, Keys, OpenProblem, Photos, Place};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;

const KEY: &str = "2026:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const OTHER: &str = "2026:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
const PICTURE: &[u8] = b"member ID ZX93-71";

fn photos(place: &Place, keys: &str) -> Photos {
    Photos::new(place, Keys::parse(&SecretString::from(keys)).expect("keys")).expect("a place")
}

/// What speaks S3's protocol over the folder of a bucket.
async fn bucket(folder: &Path, key: &str) -> Place {
    std::fs::create_dir_all(folder.join("cards")).expect("a bucket");
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).expect("a file system"));
    service.set_auth(SimpleAuth::from_single("id", "secret"));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let service = service.clone();
            let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            tokio::spawn(async move {
                let _ = server.serve_connection(TokioIo::new(connection), service).await;
            });
        }
    });
    Place::Bucket(Bucket {
        name: "cards".to_owned(),
        prefix: Some("photos".to_owned()),
        url: Some(url),
        region: "us-east-1".to_owned(),
        key_id: "id".to_owned(),
        key: SecretString::from(key),
    })
}

/// All files in a folder and those below, that hold something of ours.
fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(objects(&path));
        } else if std::fs::read(&path).expect("a file").starts_with(b"ALMP") {
            found.push(path);
        }
    }
    found
}

async fn is_kept(folder: &TempDir, place: Place) {
    let here = photos(&place, KEY);
    for (name, nonce) in [("pho_1", 1), ("pho_2", 2)] {
        here.keep(name, name, PICTURE, [nonce; 12]).await.expect("kept");
    }
    assert_eq!(here.show("pho_1", "pho_1").await.expect("shown").as_deref(), Some(PICTURE));
    assert_eq!(here.show("pho_3", "pho_3").await.expect("nothing"), None);

    let objects = objects(folder.path());
    let [first, second] = &objects[..] else { panic!("{objects:?}") };
    for object in [first, second] {
        let bytes = std::fs::read(object).expect("an object");
        assert!(!bytes.windows(4).any(|it| it == b"ZX93"), "it cannot be read without the key");
    }
    std::fs::copy(first, second).expect("moved");
    let mut refused = 0;
    for name in ["pho_1", "pho_2"] {
        let shown = here.show(name, name).await;
        refused += usize::from(matches!(shown, Err(Failed::Open(OpenProblem::NotWhole))));
    }
    assert_eq!(refused, 1, "an object in the place of another is not shown");
    let shown = photos(&place, OTHER).show("pho_1", "pho_1").await;
    assert!(matches!(shown, Err(Failed::Open(OpenProblem::NotWhole))), "{shown:?}");

    for _ in 0..2 {
        here.delete("pho_1").await.expect("it is no failure that it is gone");
    }
    assert_eq!(here.show("pho_1", "pho_1").await.expect("nothing"), None);
}

#[tokio::test]
async fn a_folder_keeps_them_encrypted() {
    let folder = tempfile::tempdir().expect("a folder");
    is_kept(&folder, Place::Folder(folder.path().join("made/here"))).await;
}

#[tokio::test]
async fn what_speaks_s3_keeps_them_encrypted() {
    let folder = tempfile::tempdir().expect("a folder");
    is_kept(&folder, bucket(folder.path(), "secret").await).await;
}

#[tokio::test]
async fn a_bucket_that_does_not_open_is_a_failure_that_names_no_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = bucket(folder.path(), "a-wrong-secret").await;
    let kept = photos(&place, KEY).keep("pho_1", "pho_1", PICTURE, [1; 12]).await;
    let Err(Failed::Store(cause)) = kept else { panic!("{kept:?}") };
    assert!(!format!("{cause:?} {cause}").contains("a-wrong-secret"), "{cause}");
}
