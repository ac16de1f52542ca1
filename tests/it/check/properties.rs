//! Values of properties, where the schemas name forms without spelling them out.

use super::speaking;

#[test]
fn a_key_is_named_by_an_id_an_arn_or_an_alias() {
    let of = |key: &str| {
        speaking(&format!(
            "Parameters:\n  Key: {{ Type: String, Default: aws/sns }}\nResources:\n  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ KmsMasterKeyId: {key} }} }}\n"
        ))
    };
    for right in [
        "alias/aws/sns",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "!ImportValue key",
    ] {
        assert_eq!(of(right), [""; 0], "{right}");
    }
    assert_eq!(of("aws/sns"), ["property-pattern"]);
    // Somebody may pass a key.
    assert_eq!(of("!Ref Key"), ["property-default"]);
}

#[test]
fn versions_that_are_withdrawn_are_known_of_mysql_as_well() {
    let of = |engine: &str, version: &str| {
        speaking(&format!(
            "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.m7g.large\n      Engine: {engine}\n      EngineVersion: {version}\n      AllocatedStorage: \"100\"\n      StorageEncrypted: true\n      ManageMasterUserPassword: true\n      MasterUsername: master\n    DeletionPolicy: Snapshot\n    UpdateReplacePolicy: Snapshot\n"
        ))
    };
    assert_eq!(of("mysql", "8.0.36"), ["engine-version-deprecated"]);
    assert_eq!(of("MySQL", "8.0.36"), ["engine-version-deprecated"]);
    assert_eq!(of("postgres", "12.7"), ["engine-version-deprecated"]);
    // A version that no table knows may be new, and `8.0` stands for its newest.
    for version in ["8.4.99", "\"8.0\""] {
        assert_eq!(of("mysql", version), [""; 0], "{version}");
    }
    assert_eq!(of("mariadb", "8.0.36"), [""; 0]);
}
