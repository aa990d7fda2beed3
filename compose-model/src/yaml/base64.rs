//! Base64 as `!!binary` uses it: the standard alphabet with padding, broken into lines.

/// The bytes, or `None` where the text is not base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let (groups, rest) = digits.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|byte| **byte == b'=').count();
        if padding > 2 || (padding > 0 && index + 1 < groups.len()) {
            return None;
        }
        let mut bits = 0u32;
        for byte in &group[..4 - padding] {
            bits = bits << 6 | u32::from(value(*byte)?);
        }
        bits <<= 6 * padding;
        bytes.extend_from_slice(&bits.to_be_bytes()[1..4 - padding]);
    }
    Some(bytes)
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_only_what_is_padded() {
        for (text, want) in [
            ("", Some("")),
            ("aGVsbG8=", Some("hello")),
            ("aGVs\nbG8h\n", Some("hello!")),
            ("aA==", Some("h")),
            ("aA=", None),
            ("aA", None),
            ("a===", None),
            ("aA==aA==", None),
            ("aG V", None),
            ("=aaa", None),
        ] {
            assert_eq!(decode(text).as_deref(), want.map(str::as_bytes), "{text:?}");
        }
    }
}
