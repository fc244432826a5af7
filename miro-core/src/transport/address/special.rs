//! Addresses that are not public, by IANA's special-purpose registries for IPv4 and IPv6.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The reason why an address is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    Loopback,
    Private,
    /// Between a provider and its customers (carrier-grade NAT).
    Shared,
    LinkLocal,
    Unspecified,
    Multicast,
    /// Documentation, benchmarks, protocols, and unassigned addresses.
    Reserved,
}

impl Special {
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Loopback => "an address of this machine (loopback)",
            Self::Private => "a private address",
            Self::Shared => "a shared address of a provider's network",
            Self::LinkLocal => "a link-local address",
            Self::Unspecified => "the unspecified address",
            Self::Multicast => "a multicast address",
            Self::Reserved => "a reserved address",
        }
    }
}

/// Returns `None` if the address is public.
pub(super) fn of(address: IpAddr) -> Option<Special> {
    match address {
        IpAddr::V4(address) => of_v4(address),
        IpAddr::V6(address) => of_v6(address),
    }
}

fn of_v4(address: Ipv4Addr) -> Option<Special> {
    Some(match address.octets() {
        [0, 0, 0, 0] => Special::Unspecified,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Special::Private,
        [100, 64..=127, ..] => Special::Shared,
        [127, ..] => Special::Loopback,
        [169, 254, ..] => Special::LinkLocal,
        [224..=239, ..] => Special::Multicast,
        // "This network", protocols, and the 6to4 relays.
        [0, ..] | [192, 0, 0, _] | [192, 88, 99, _] => Special::Reserved,
        // Documentation and benchmarks.
        [192, 0, 2, _] | [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => Special::Reserved,
        // Never assigned. The last one is the broadcast address.
        [240..=255, ..] => Special::Reserved,
        _ => return None,
    })
}

fn of_v6(address: Ipv6Addr) -> Option<Special> {
    if let Some((embedded, is_reached)) = embedded(address) {
        let reserved = (!is_reached).then_some(Special::Reserved);
        return of_v4(embedded).or(reserved);
    }
    Some(match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Special::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => Special::Loopback,
        [0xfe80..=0xfebf, ..] => Special::LinkLocal,
        // Unique local, and its predecessor, site-local.
        [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => Special::Private,
        [0xff00..=0xffff, ..] => Special::Multicast,
        // NAT64 within a network: only that network knows the position of the IPv4 address.
        [0x64, 0xff9b, 1, ..] => Special::Private,
        // Protocols, including Teredo, which hides an IPv4 address.
        [0x2001, 0..=0x01ff, ..] => Special::Reserved,
        // Documentation.
        [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => Special::Reserved,
        // Everything assigned to networks of the internet.
        [0x2000..=0x3fff, ..] => return None,
        _ => Special::Reserved,
    })
}

/// Returns the IPv4 address that an IPv6 address represents, and whether packets to it arrive there.
fn embedded(address: Ipv6Addr) -> Option<(Ipv4Addr, bool)> {
    let at = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    Some(match address.segments() {
        // The unspecified and the loopback address.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => return None,
        // IPv4-compatible, which networks stopped carrying long ago.
        [0, 0, 0, 0, 0, 0, high, low] => (at(high, low), false),
        // IPv4-mapped.
        [0, 0, 0, 0, 0, 0xffff, high, low] => (at(high, low), true),
        // IPv4-translated.
        [0, 0, 0, 0, 0xffff, 0, high, low] => (at(high, low), false),
        // NAT64.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => (at(high, low), true),
        // 6to4.
        [0x2002, high, low, ..] => (at(high, low), true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn special(address: &str) -> Option<Special> {
        of(address.parse().unwrap())
    }

    #[test]
    fn the_first_and_the_last_address_of_each_range_are_not_public() {
        for (expected, addresses) in [
            (Special::Unspecified, &["0.0.0.0", "::"][..]),
            (Special::Loopback, &["127.0.0.0", "127.0.0.1", "127.255.255.255", "::1"]),
            (
                Special::Private,
                &[
                    "10.0.0.0",
                    "10.255.255.255",
                    "172.16.0.0",
                    "172.31.255.255",
                    "192.168.0.0",
                    "192.168.255.255",
                    "fc00::",
                    "fdff:ffff::1",
                    "fec0::1",
                    "feff::1",
                    "64:ff9b:1::1",
                ],
            ),
            (Special::Shared, &["100.64.0.0", "100.127.255.255"]),
            (Special::LinkLocal, &["169.254.0.0", "169.254.169.254", "169.254.255.255", "fe80::", "febf::1"]),
            (Special::Multicast, &["224.0.0.0", "239.255.255.255", "ff00::", "ff02::1", "ffff::1"]),
            (
                Special::Reserved,
                &[
                    "0.0.0.1",
                    "0.255.255.255",
                    "192.0.0.1",
                    "192.0.2.1",
                    "192.88.99.1",
                    "198.18.0.0",
                    "198.19.255.255",
                    "198.51.100.1",
                    "203.0.113.1",
                    "240.0.0.0",
                    "255.255.255.255",
                    "100::1",
                    "2001::1",
                    "2001:1ff::1",
                    "2001:db8::1",
                    "3fff:fff::1",
                    "4000::1",
                    "5f00::1",
                    "1fff::1",
                ],
            ),
        ] {
            for address in addresses {
                assert_eq!(special(address), Some(expected), "{address}");
            }
        }
    }

    #[test]
    fn the_neighbors_of_each_range_are_public() {
        for address in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.1",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "203.0.112.255",
            "223.255.255.255",
            "2000::1",
            "2001:200::1",
            "2001:db7::1",
            "2606:4700::1111",
            "3ffe::1",
            "3fff:1000::1",
        ] {
            assert_eq!(special(address), None, "{address}");
        }
    }

    #[test]
    fn an_ipv6_address_is_classified_by_its_embedded_ipv4_address() {
        for (ipv4, expected) in [
            ("127.0.0.1", Special::Loopback),
            ("10.0.0.1", Special::Private),
            ("100.64.0.1", Special::Shared),
            ("169.254.169.254", Special::LinkLocal),
            ("0.0.0.0", Special::Unspecified),
            ("224.0.0.1", Special::Multicast),
            ("255.255.255.255", Special::Reserved),
        ] {
            for prefix in ["::ffff:", "::ffff:0:", "64:ff9b::"] {
                assert_eq!(special(&format!("{prefix}{ipv4}")), Some(expected), "{prefix}{ipv4}");
            }
            let [a, b, c, d] = ipv4.parse::<Ipv4Addr>().unwrap().octets();
            assert_eq!(special(&format!("2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1")), Some(expected), "{ipv4}");
        }
        assert_eq!(special("::127.0.0.1"), Some(Special::Loopback));
        assert_eq!(special("::10.0.0.1"), Some(Special::Private));
        for public in ["::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1"] {
            assert_eq!(special(public), None, "{public}");
        }
        for unreached in ["::1.1.1.1", "::ffff:0:1.1.1.1"] {
            assert_eq!(special(unreached), Some(Special::Reserved), "{unreached}");
        }
    }
}
