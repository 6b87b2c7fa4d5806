//! How much memory pictures take, whoever sends what. In a program of its own, for it measures the process.

#![cfg(target_os = "linux")]

#[path = "photos/made.rs"]
mod made;

use image::ImageFormat;
use made::{file, halves, png_of_points};
use photos::{Picture, Reading};

/// The most that the process has had since `forgotten`, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|it| it.starts_with("VmHWM:")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|it| it.parse::<u64>().ok()).expect("kilobytes") / 1024
}

fn forgotten() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").expect("it may be forgotten");
    peak()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_refused_takes_next_to_nothing_and_many_large_pictures_no_more_than_one() {
    let bomb = png_of_points(30_000, 30_000);
    let before = forgotten();
    assert!(Picture::read(&bomb).is_err());
    let taken = peak() - before;
    assert!(taken < 8, "{taken} MB for a picture that is refused");

    // 24 million points of three bytes each, as a good camera makes them.
    let large = file(&halves(6_000, 4_000), ImageFormat::Jpeg);
    let before = forgotten();
    let reading = Reading::default();
    let all: Vec<_> = (0..6)
        .map(|_| {
            let (reading, large) = (reading.clone(), large.clone());
            tokio::spawn(async move { reading.read(large).await })
        })
        .collect();
    for one in all {
        assert!(one.await.expect("no panic").is_ok());
    }
    let taken = peak() - before;
    assert!(taken < 200, "{taken} MB for six pictures");
}
