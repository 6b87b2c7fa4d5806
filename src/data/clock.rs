//! The clock of this device. Nobody else has to agree with it: it only measures how much time passes.

/// Milliseconds since some moment of the past.
pub fn now_millis() -> u64 {
    // Whole milliseconds are all there is to it.
    js_sys::Date::now() as u64
}
