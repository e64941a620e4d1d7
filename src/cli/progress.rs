//! What is shown while something takes longer than a second: on a terminal only, and taken away after.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

/// A line that says what is being done, if standard error is a terminal.
pub fn spinner(what: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(what.to_owned());
    bar.set_draw_target(ProgressDrawTarget::stderr());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
