//! Leaves in the linked file of a split build what the splitter cuts it by.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_for_browsers = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|it| it == "wasm");
    if is_for_browsers && env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
