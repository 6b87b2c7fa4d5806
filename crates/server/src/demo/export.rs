use std::io;
use std::path::{Path, PathBuf};

/// The files as the demo's practice exported them.
const FILES: [(&str, &str); 7] = [
    ("practices.csv", include_str!("../../../../demo/practices.csv")),
    ("staff.csv", include_str!("../../../../demo/staff.csv")),
    ("payers.csv", include_str!("../../../../demo/payers.csv")),
    ("clients.csv", include_str!("../../../../demo/clients.csv")),
    ("coverages.csv", include_str!("../../../../demo/coverages.csv")),
    ("payment_methods.csv", include_str!("../../../../demo/payment_methods.csv")),
    ("charges.csv", include_str!("../../../../demo/charges.csv")),
];

/// Writes the files below `folder` and says where.
pub fn written(folder: &Path) -> io::Result<PathBuf> {
    let export = folder.join("export");
    std::fs::create_dir(&export)?;
    for (name, content) in FILES {
        std::fs::write(export.join(name), content)?;
    }
    Ok(export)
}
