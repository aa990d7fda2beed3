//! `blkio_config`: limits of block devices.

use crate::model::{List, Maybe};
use crate::types::bytes::Bytes;

record! {
    /// Limits of block devices.
    pub struct BlkioConfig {
        /// The weight against other containers, 10 to 1000.
        "weight" weight: Maybe<i64> [omit zero] [as Weight],
        /// Weights by device.
        "weight_device" weight_device: List<WeightDevice>,
        /// Read limits in bytes per second.
        "device_read_bps" device_read_bps: List<ThrottleDevice>,
        /// Read limits in operations per second.
        "device_read_iops" device_read_iops: List<ThrottleDevice>,
        /// Write limits in bytes per second.
        "device_write_bps" device_write_bps: List<ThrottleDevice>,
        /// Write limits in operations per second.
        "device_write_iops" device_write_iops: List<ThrottleDevice>,
    }
}

record! {
    /// A device's weight.
    pub struct WeightDevice {
        /// The device.
        "path" path: Maybe<String> [omit never] [json "Path"],
        /// The weight, 10 to 1000.
        "weight" weight: Maybe<i64> [omit never] [as Weight] [json "Weight"],
    }
}

record! {
    /// A device's limit.
    pub struct ThrottleDevice {
        /// The device.
        "path" path: Maybe<String> [omit never] [json "Path"],
        /// Bytes or operations per second.
        "rate" rate: Maybe<Bytes> [omit never] [json "Rate"],
    }
}
