//! Names of CloudFormation in Rust's case: `DBSubnetGroupName` -> `db_subnet_group_name`.
//!
//! Not here: which thing gets which name.

/// Words that the rule "an acronym ends before the last capital" takes apart wrongly.
const WORDS: [&str; 16] = [
    "AAAA", "ACLs", "ARNs", "AZs", "CIDRs", "DHCP", "DynamoDB", "IDs", "IPs", "IPv4", "IPv6",
    "SSLv3", "TLSv1", "URLs", "VPC", "WAFv2",
];

/// Words that no name of Rust may be, as far as names of AWS come near them.
const KEYWORDS: [&str; 22] = [
    "as", "const", "continue", "default", "else", "enum", "for", "if", "impl", "in", "let", "loop",
    "match", "mod", "move", "override", "priv", "ref", "static", "trait", "type", "use",
];

/// The words of a name, lower case.
pub(super) fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(split)
        .collect()
}

fn split(mut rest: &str) -> Vec<String> {
    let mut words = Vec::new();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(length(rest));
        words.push(word.to_ascii_lowercase());
        rest = after;
    }
    words
}

/// How long the first word of a text of letters and digits is.
fn length(text: &str) -> usize {
    let lower_at = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
    let known = WORDS
        .iter()
        .find(|word| text.starts_with(**word) && !lower_at(word.len()));
    if let Some(word) = known {
        return word.len();
    }
    let run =
        |from: usize, test: fn(&char) -> bool| text.chars().skip(from).take_while(test).count();
    let capitals = run(0, char::is_ascii_uppercase);
    let head = if capitals > 1 && lower_at(capitals) {
        capitals - 1
    } else {
        capitals + run(capitals, char::is_ascii_lowercase)
    };
    let end = head + run(head, char::is_ascii_digit);
    // `64bit`: digits begin the word.
    if head == 0 {
        return end + run(end, char::is_ascii_lowercase);
    }
    end
}

/// `cidr_block`; a keyword gets an underscore behind it.
pub(super) fn snake(name: &str) -> String {
    snake_of(&words(name))
}

/// The same, of words.
pub(super) fn snake_of(words: &[String]) -> String {
    let name = words.join("_");
    if KEYWORDS.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("n{name}");
    }
    name
}

/// `CidrBlock`.
pub(super) fn pascal(name: &str) -> String {
    pascal_of(&words(name))
}

/// The same, of words.
pub(super) fn pascal_of(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let digit = |text: Option<char>| text.is_some_and(|c| c.is_ascii_digit());
        if digit(name.chars().next_back()) && digit(word.chars().next()) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters);
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("V{name}");
    }
    name
}

/// What `value` adds to the name of its resource: `GroupId` of a `SecurityGroup` is its `Id`.
pub(super) fn beyond(resource: &[String], value: &[String]) -> Vec<String> {
    let shared = (1..=resource.len().min(value.len()))
        .rev()
        .find(|&n| resource.iter().rev().take(n).rev().eq(value.iter().take(n)));
    let rest: Vec<String> = value.iter().skip(shared.unwrap_or(0)).cloned().collect();
    if rest.is_empty() {
        value.to_vec()
    } else {
        rest
    }
}

/// The module of a resource type's service: `AWS::SecretsManager::Secret` -> `secrets_manager`.
pub(super) fn service(resource_type: &str) -> String {
    snake(resource_type.split("::").nth(1).unwrap_or(resource_type))
}

/// The words of a resource type without its service: `AWS::RDS::DBInstance` -> db, instance.
pub(super) fn resource(resource_type: &str) -> Vec<String> {
    words(resource_type.rsplit("::").next().unwrap_or(resource_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cloudformation_become_words_of_a_person() {
        let cases = [
            ("DBSubnetGroupName", "db_subnet_group_name"),
            ("VPCDHCPOptionsAssociation", "vpc_dhcp_options_association"),
            ("MultiAZ", "multi_az"),
            ("Ipv6CidrBlock", "ipv6_cidr_block"),
            ("IPv6CidrBlock", "ipv6_cidr_block"),
            ("EC2SecurityGroupId", "ec2_security_group_id"),
            ("S3Bucket", "s3_bucket"),
            ("WebACLArn", "web_acl_arn"),
            ("TargetGroupARNs", "target_group_arns"),
            ("ElasticLoadBalancingV2", "elastic_load_balancing_v2"),
            ("WAFv2", "wafv2"),
            ("ARCZonalShift", "arc_zonal_shift"),
            ("Endpoint.Address", "endpoint_address"),
            ("Type", "type_"),
            (
                "EnableResourceNameDnsAAAARecord",
                "enable_resource_name_dns_aaaa_record",
            ),
            ("VPCZoneIdentifier", "vpc_zone_identifier"),
            ("VpcId", "vpc_id"),
        ];
        for (name, expected) in cases {
            assert_eq!(snake(name), expected);
        }
        assert_eq!(pascal("http2and3"), "Http2And3");
        assert_eq!(pascal("TLSv1.2_2021"), "Tlsv1_2_2021");
    }

    #[test]
    fn a_kind_does_not_repeat_the_name_of_its_resource() {
        let beyond = |resource: &str, value| snake_of(&beyond(&words(resource), &words(value)));
        assert_eq!(beyond("SecurityGroup", "GroupId"), "id");
        assert_eq!(beyond("DHCPOptions", "DhcpOptionsId"), "id");
        assert_eq!(beyond("DBProxyTargetGroup", "TargetGroupArn"), "arn");
        assert_eq!(beyond("EIP", "AllocationId"), "allocation_id");
        assert_eq!(beyond("Role", "Arn"), "arn");
    }
}
