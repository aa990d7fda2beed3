//! `devices`, `gpus` and `deploy.resources.reservations.devices`.

use crate::model::{List, Maybe, Pairs};

record! {
    /// A device of the host.
    pub struct Device {
        /// The path on the host, or the name of a CDI device.
        "source" source: Maybe<String> [omit zero],
        /// The path in the container.
        "target" target: Maybe<String> [omit zero],
        /// `r`, `w` and `m` together.
        "permissions" permissions: Maybe<String> [omit zero],
    }
}

record! {
    /// A request for devices that some driver provides, such as GPUs.
    pub struct DeviceRequest [own] {
        /// What they must be able to do.
        "capabilities" capabilities: List<String>,
        /// The driver.
        "driver" driver: Maybe<String> [omit zero],
        /// How many.
        "count" count: Maybe<Count> [omit zero],
        /// Which ones.
        "device_ids" device_ids: List<String>,
        /// The driver's options.
        "options" options: Pairs,
    }
}

/// A number of devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// All that there are.
    #[default]
    All,
    /// So many.
    Number(i64),
}
