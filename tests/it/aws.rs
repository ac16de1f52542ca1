//! Values of AWS: what is taken, and what is refused with which words.

use std::fmt::Display;
use std::str::FromStr;

use ess_cfn::aws::{
    AccountId, Arn, Cidr, DbInstanceClass, DomainName, EmailAddress, HostedZoneId, HttpsUrl,
    ImageReference, ImageTag, InstanceType, LogRetention, PostgresVersion, Region, RegistryUrl,
    S3Url, SecurityGroupId, TagKey, TagValue, Zone,
};
use proptest::prelude::*;

use crate::deployments::value;

/// What a text is taken for, or why it is refused.
fn judged<T: FromStr + Display>(text: &str) -> String
where
    T::Err: Display,
{
    match text.parse::<T>() {
        Ok(value) => format!("{value}"),
        Err(error) => format!("{error}"),
    }
}

/// Each text is taken, and written as it was.
fn taken<T: FromStr + Display>(texts: &[&str])
where
    T::Err: Display,
{
    for text in texts {
        assert_eq!(judged::<T>(text), *text);
    }
}

/// Each text is refused with these words.
fn refused<T: FromStr + Display>(pairs: &[(&str, &str)])
where
    T::Err: Display,
{
    for (text, words) in pairs {
        assert!(text.parse::<T>().is_err(), "`{text}` is taken");
        assert_eq!(judged::<T>(text), *words, "`{text}`");
    }
}

#[test]
fn ranges_begin_where_they_say() {
    taken::<Cidr>(&["10.0.0.0/16", "192.168.255.240/28", "0.0.0.0/16"]);
    let syntax = "expected an IPv4 range such as `10.0.0.0/16`";
    refused::<Cidr>(&[
        ("10.0.0.0", syntax),
        ("10.0.0/16", syntax),
        ("10.0.0.0/016", syntax),
        ("10.0.0.0/+16", syntax),
        ("fd00::/16", syntax),
        ("10.0.0.0/33", syntax),
        ("10.0.0.0/8", "expected a prefix from /16 to /28, found /8"),
        (
            "10.0.5.0/16",
            "expected the first address of the /16; did you mean `10.0.0.0/16`?",
        ),
    ]);
}

#[test]
fn regions_and_zones_are_told_apart() {
    taken::<Region>(&[
        "eu-central-1",
        "us-gov-west-1",
        "us-isob-east-1",
        "eusc-de-east-1",
    ]);
    taken::<Zone>(&["eu-central-1a", "us-gov-west-1h"]);
    let region = "expected a region such as `eu-central-1`";
    refused::<Region>(&[
        ("", region),
        ("eu-central", region),
        ("EU-central-1", region),
        ("eu-1", region),
        (
            "eu-central-1a",
            "expected a region such as `eu-central-1`; with a letter at its end it is a zone",
        ),
    ]);
    let zone = "expected an availability zone such as `eu-central-1a`";
    refused::<Zone>(&[
        ("euc1-az1", zone),
        ("us-west-2-lax-1a", zone),
        (
            "eu-central-1",
            "expected an availability zone such as `eu-central-1a`; the letter is missing",
        ),
        (
            "eu-central-1z",
            "expected a zone with a letter from `a` to `h`, found `z`",
        ),
    ]);
    let partition = |name: &str| value::<Region>(name).partition().name();
    assert_eq!(partition("cn-north-1"), "aws-cn");
    assert_eq!(partition("us-gov-east-1"), "aws-us-gov");
    assert_eq!(partition("us-isob-east-1"), "aws-iso-b");
    assert_eq!(partition("us-east-1"), "aws");
}

#[test]
fn arns_name_a_partition_and_a_region_of_it() {
    taken::<Arn>(&[
        "arn:aws:acm:eu-central-1:123456789012:certificate/1",
        "arn:aws:iam::123456789012:role/a/b",
        "arn:aws:s3:::bucket/key:with:colons",
        "arn:aws-cn:sns:cn-north-1:123456789012:topic",
    ]);
    refused::<Arn>(&[
        (
            "acm:eu-central-1",
            "expected `arn:partition:service:region:account:resource`",
        ),
        (
            "arn:aws:acm:x",
            "expected `arn:partition:service:region:account:resource`",
        ),
        (
            "arn:awz:acm:::x",
            "expected a partition such as `aws` or `aws-cn`, found `awz`",
        ),
        (
            "arn:aws::::x",
            "expected a service such as `acm` behind the partition",
        ),
        (
            "arn:aws:acm:middle::x",
            "expected a region such as `eu-central-1` in the ARN, found `middle`",
        ),
        (
            "arn:aws:acm:cn-north-1::x",
            "region `cn-north-1` belongs to partition `aws-cn`, not to `aws`",
        ),
        (
            "arn:aws:acm::12:x",
            "expected an account id of 12 digits in the ARN, found `12`",
        ),
        (
            "arn:aws:acm:::",
            "expected a resource behind the account, without blanks",
        ),
    ]);
    taken::<AccountId>(&["123456789012"]);
    refused::<AccountId>(&[("12345678901a", "expected an account id of 12 digits")]);
}

#[test]
fn odd_domains_are_legal_and_decorated_ones_are_not() {
    taken::<DomainName>(&[
        "a.b",
        "1and1.com",
        "xn--bcher-kva.example",
        "a-b.c-d.e",
        "x.123a",
    ]);
    let long = "a".repeat(64);
    refused::<DomainName>(&[
        (
            "localhost",
            "expected a domain of at least two labels, such as `pods.example.org`",
        ),
        ("a..b", "expected something between two dots"),
        (".a.b", "expected something between two dots"),
        (
            "10.0.0.1",
            "expected a domain, found what reads as an address",
        ),
        (
            "a_b.example.org",
            "expected letters, digits and hyphens in `a_b`, found `_`",
        ),
        (
            "b\u{fc}cher.example",
            "expected letters, digits and hyphens in `b\u{fc}cher`, found `\u{fc}`",
        ),
        (
            "-a.example",
            "expected a letter or digit at both ends of `-a`",
        ),
        (
            "Example.org",
            "expected lower case; did you mean `example.org`?",
        ),
        (
            "https://example.org/x",
            "expected the bare domain; did you mean `example.org`?",
        ),
        (
            "*.example.org",
            "expected the bare domain; did you mean `example.org`?",
        ),
        (
            "example.org.",
            "expected the bare domain; did you mean `example.org`?",
        ),
        (
            "example.org:443",
            "expected the bare domain; did you mean `example.org`?",
        ),
        (
            &format!("{long}.example"),
            &format!("expected labels of at most 63 characters, found 64 in `{long}`"),
        ),
    ]);
    let domain: DomainName = value("example.org");
    assert_eq!(
        value::<DomainName>("a.b.example.org").below(&domain),
        Some("a.b")
    );
    assert_eq!(value::<DomainName>("badexample.org").below(&domain), None);
    assert_eq!(domain.below(&domain), None);
}

#[test]
fn an_image_stays_what_it_is() {
    let digest = format!("a@sha256:{}", "0".repeat(64));
    taken::<ImageReference>(&[
        "exporter",
        "exporter:2.1",
        "team/a--b__c.d:1",
        "localhost/a:1",
        "localhost:5000/a:1",
        "registry.example.org:5000/team/a:1_x",
        &digest,
    ]);
    let syntax = "expected an image such as `exporter:2.1`, in lower case";
    let tag = "expected a tag of 1 to 128 letters, digits and `_ . -`, such as `2.1`";
    refused::<ImageReference>(&[
        ("", syntax),
        ("Exporter:1", syntax),
        ("a//b:1", syntax),
        ("a___b:1", syntax),
        ("registry.example.org:x/a:1", syntax),
        ("a:", tag),
        ("a:1:2", tag),
        (
            "a:latest",
            "expected a tag that stays what it is; hosts keep the `latest` that they have",
        ),
        (
            "a@sha256:0",
            "expected `sha256:` and 64 hexadecimal digits behind the `@`",
        ),
    ]);
    taken::<ImageTag>(&["1.0.3", "_x", "latest-1"]);
    taken::<RegistryUrl>(&[
        "registry.example.org",
        "registry.example.org/ess",
        "localhost:5000",
    ]);
    let registry = "expected a registry such as `registry.example.org/ess`";
    refused::<RegistryUrl>(&[
        ("ess", registry),
        ("registry.example.org/", registry),
        (
            "https://registry.example.org/ess/",
            "expected the registry without a scheme; did you mean `registry.example.org/ess`?",
        ),
    ]);
    let image: ImageReference = value("registry.example.org/team/a:1");
    assert_eq!(
        (image.registry(), image.repository()),
        (Some("registry.example.org"), "team/a")
    );
}

#[test]
fn addresses_of_buckets_are_amazon_s3s() {
    let places = [
        ("https://b.e.t.s3.eu-central-1.amazonaws.com", "s3://b.e.t"),
        (
            "https://templates.s3.eu-central-1.amazonaws.com/a/b",
            "s3://templates/a/b",
        ),
        ("https://templates.s3.amazonaws.com/a", "s3://templates/a"),
        (
            "https://templates.s3.dualstack.us-east-1.amazonaws.com/a",
            "s3://templates/a",
        ),
        (
            "https://templates.s3.cn-north-1.amazonaws.com.cn/a",
            "s3://templates/a",
        ),
        (
            "https://s3.eu-central-1.amazonaws.com/templates/a",
            "s3://templates/a",
        ),
        (
            "https://s3-eu-west-1.amazonaws.com/templates",
            "s3://templates",
        ),
        ("https://s3.amazonaws.com/templates/a", "s3://templates/a"),
    ];
    for (address, uri) in places {
        taken::<S3Url>(&[address]);
        let parsed: S3Url = value(address);
        assert_eq!(parsed.s3_uri(), uri, "{address}");
        let object = parsed.object("network.yaml");
        assert_eq!(object, format!("{address}/network.yaml"));
    }
    assert_eq!(
        judged::<S3Url>("https://templates.s3.amazonaws.com/a//"),
        "https://templates.s3.amazonaws.com/a"
    );
    let long = format!("https://templates.s3.amazonaws.com/{}", "a".repeat(870));
    let host = |host: &str| {
        format!(
            "expected a host such as `BUCKET.s3.eu-central-1.amazonaws.com`, found `{host}`: \
             CloudFormation reads templates from Amazon S3 alone"
        )
    };
    let website = "templates.s3-website-eu-west-1.amazonaws.com";
    refused::<S3Url>(&[
        (
            "s3://templates/a",
            "expected an address that begins with `https://`, since CloudFormation takes no other",
        ),
        ("https://cdn.example.org/a", &host("cdn.example.org")),
        (&format!("https://{website}/a"), &host(website)),
        (
            "https://s3.eu-central-1.amazonaws.com/",
            "expected a bucket behind the host: `https://s3.eu-central-1.amazonaws.com/BUCKET`",
        ),
        (
            "https://MY-TEMPLATES.s3.amazonaws.com/a",
            "expected a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, found `MY-TEMPLATES`",
        ),
        (
            "https://templates.s3.amazonaws.com/a?b",
            "expected letters, digits and `!-_.*'()/` in the path, found `?`",
        ),
        (
            "https://templates.s3.amazonaws.com/a//b",
            "expected something between two slashes",
        ),
        (&long, "expected at most 900 characters, found 905"),
    ]);
}

#[test]
fn ids_versions_and_numbers_have_their_forms() {
    taken::<HostedZoneId>(&["Z0123456789ABCDEFGHIJ", "Z1234567"]);
    refused::<HostedZoneId>(&[
        (
            "z0123456789",
            "expected a hosted zone id such as `Z0123456789ABCDEFGHIJ`",
        ),
        (
            "/hostedzone/Z0123456789",
            "expected the id alone; did you mean `Z0123456789`?",
        ),
    ]);
    taken::<PostgresVersion>(&["17", "17.4", "10.0"]);
    refused::<PostgresVersion>(&[
        ("9.6", "expected version 10 or newer, found 9"),
        (
            "17.4.1",
            "expected at most two numbers, as PostgreSQL counts since version 10",
        ),
        (
            "17.04",
            "expected a major version such as `17` or a minor one such as `17.4`",
        ),
        (
            "+17",
            "expected a major version such as `17` or a minor one such as `17.4`",
        ),
    ]);
    taken::<LogRetention>(&["1", "90", "3653"]);
    refused::<LogRetention>(&[(
        "100",
        "expected a number of days that CloudWatch Logs knows; the nearest is 90",
    )]);
    taken::<InstanceType>(&["m7i.large", "m7i-flex.2xlarge", "u-6tb1.metal"]);
    refused::<InstanceType>(&[
        ("m7i", "expected an instance type such as `m7i.large`"),
        (
            "db.m7g.large",
            "expected a type of EC2, not a class of RDS; did you mean `m7g.large`?",
        ),
    ]);
    taken::<DbInstanceClass>(&["db.m7g.large"]);
    refused::<DbInstanceClass>(&[(
        "m7g.large",
        "expected a class of RDS, not a type of EC2; did you mean `db.m7g.large`?",
    )]);
    taken::<SecurityGroupId>(&["sg-01234567", "sg-0123456789abcdef0"]);
    refused::<SecurityGroupId>(&[("sg-xyz", "expected `sg-` and 8 or 17 hexadecimal digits")]);
}

#[test]
fn addresses_and_tags_have_the_characters_that_are_taken_everywhere() {
    taken::<EmailAddress>(&["ops@example.org", "a.b+c@Example.ORG"]);
    refused::<EmailAddress>(&[
        ("ops", "expected a mail address such as `ops@example.org`"),
        (
            "a b@example.org",
            "expected a mail address such as `ops@example.org`",
        ),
    ]);
    taken::<HttpsUrl>(&[
        "https://login.example.org",
        "https://login:8443/realms/a%20b",
    ]);
    let url = "expected an address such as `https://login.example.org/realms/pods`";
    refused::<HttpsUrl>(&[
        (
            "http://login.example.org",
            "expected an address that begins with `https://`",
        ),
        ("https://", url),
        ("https://user@login.example.org", url),
        ("https://login.example.org/?a=b", url),
        ("https://login.example.org:0/", url),
    ]);
    taken::<TagKey>(&["cost-center", "\u{dc}ber uns", "a:b"]);
    taken::<TagValue>(&["", "a+b=c"]);
    let characters = "expected letters, digits, spaces and `+ - = . _ : / @`, found `<`";
    refused::<TagKey>(&[
        ("", "expected 1 to 128 characters, found 0"),
        (
            "AWS:x",
            "expected a key that does not begin with `aws:`, which AWS keeps for itself",
        ),
        ("a<b", characters),
    ]);
    refused::<TagValue>(&[(
        &"x".repeat(257),
        "expected at most 256 characters, found 257",
    )]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_of_a_range_lie_in_it_and_do_not_overlap(
        address in any::<u32>(),
        prefix in 16_u8..=28,
        longer in 0_u8..=8,
        one in 0_u32..300,
        other in 0_u32..300,
    ) {
        let network = address & (u32::MAX << (32 - prefix));
        let [a, b, c, d] = network.to_be_bytes();
        let range: Cidr = value(&format!("{a}.{b}.{c}.{d}/{prefix}"));
        let blocks = [one, other].map(|index| range.block(prefix + longer, index));
        for block in blocks.iter().flatten() {
            prop_assert!(range.contains(*block));
            prop_assert_eq!(block.to_string().parse::<Cidr>(), Ok(*block));
        }
        if let [Some(first), Some(second)] = blocks {
            prop_assert_eq!(first.overlaps(second), one == other);
        }
        let fits = prefix + longer <= 28 && one < 1 << longer;
        prop_assert_eq!(blocks[0].is_some(), fits);
    }
}

#[test]
fn a_class_says_whether_it_has_disks_of_its_own() {
    let class = |name: &str| name.parse::<DbInstanceClass>().unwrap().has_local_disks();
    for name in [
        "db.m6gd.large",
        "db.x2iedn.xlarge",
        "db.m5d.large",
        "db.r99gd.large",
    ] {
        assert!(class(name), "{name}");
    }
    for name in [
        "db.m7g.large",
        "db.t4g.medium",
        "db.m6i.large",
        "db.m99g.large",
    ] {
        assert!(!class(name), "{name}");
    }
}
