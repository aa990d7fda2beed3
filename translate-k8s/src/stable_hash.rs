//! A hash that is the same on every machine and in every release.
//!
//! It ends up in object names and annotations, so a change of it would rename what is already in a
//! cluster. It is FNV-1a with 128 bits, which is defined by two constants, and not for secrecy.

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The state of a hash over several pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StableHash(u128);

impl Default for StableHash {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl StableHash {
    /// The hash of one piece.
    pub(crate) fn of(piece: impl AsRef<[u8]>) -> Self {
        let mut hash = Self::default();
        hash.write(piece);
        hash
    }

    /// Adds bytes as they are.
    pub(crate) fn write(&mut self, piece: impl AsRef<[u8]>) {
        for byte in piece.as_ref() {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }

    /// Adds bytes with their number, so that `ab`, `c` and `a`, `bc` differ.
    pub(crate) fn write_piece(&mut self, piece: impl AsRef<[u8]>) {
        let piece = piece.as_ref();
        self.write((piece.len() as u64).to_le_bytes());
        self.write(piece);
    }

    /// All of it: 32 hexadecimal digits, for checksums.
    pub(crate) fn long(self) -> String {
        format!("{:032x}", self.0)
    }

    /// Eight hexadecimal digits, for the ends of names.
    pub(crate) fn short(self) -> String {
        let folded = (self.0 >> 64) ^ self.0;
        let folded = (folded >> 32) ^ folded;
        format!("{:08x}", folded & 0xffff_ffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_fnv_1a() {
        // The published test vectors of FNV-1a 128.
        assert_eq!(StableHash::of("").long(), "6c62272e07bb014262b821756295c58d");
        assert_eq!(StableHash::of("a").long(), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn pieces_do_not_run_together() {
        let hash = |pieces: &[&str]| {
            let mut hash = StableHash::default();
            for piece in pieces {
                hash.write_piece(piece);
            }
            hash
        };
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["a"]).short().len(), 8);
    }
}
