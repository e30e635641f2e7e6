//! What sizes make a feed.

use crate::ring::{CapacityError, FeedConfig, feed};

#[test]
fn the_usual_sizes_hold_the_longest_record() {
    assert!(feed(&FeedConfig::new(255)).is_ok());
}

#[test]
fn sizes_that_cannot_work_are_refused_with_what_would() {
    let good = FeedConfig {
        critical_lines: 16,
        data_lines: 17,
        spill_lines: 0,
        largest_record: 8,
    };
    assert!(feed(&good).is_ok());
    let refused = |config: FeedConfig| feed(&config).err().expect("must be refused");
    for lines in [0, 256] {
        let config = FeedConfig {
            largest_record: lines,
            ..FeedConfig::new(1)
        };
        assert_eq!(refused(config), CapacityError::Record { lines });
    }
    let error = refused(FeedConfig {
        critical_lines: 15,
        ..good
    });
    assert_eq!(
        error.to_string(),
        "the critical lane can't be 15 lines of 64 bytes: choose 16 to 16777216"
    );
    let error = refused(FeedConfig {
        data_lines: usize::MAX,
        ..good
    });
    assert!(matches!(
        error,
        CapacityError::Lines {
            name: "data lane",
            ..
        }
    ));
    let error = refused(FeedConfig {
        spill_lines: usize::MAX,
        ..good
    });
    assert!(matches!(error, CapacityError::Lines { name: "spill", .. }));
    // A gap takes two lines, however short the records are.
    let error = refused(FeedConfig {
        critical_lines: 3,
        largest_record: 1,
        ..good
    });
    assert!(matches!(error, CapacityError::Lines { least: 4, .. }));
}
