//! A crate of somebody else with bindings of its own, which it uses beside ours in one stack.

use crate::{repository, rustc};

#[test]
fn a_foreign_crate_mixes_its_own_bindings_with_ours_in_one_stack() {
    let scratch = tempfile::tempdir().unwrap();
    let main = repository::root().join("tests/foreign-crate/src/main.rs");
    let output = rustc::run(&main, scratch.path());
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap(), @r"
    AWSTemplateFormatVersion: '2010-09-09'
    Description: Both.
    Resources:
      Keys:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: keys.yaml
      Work:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: work.yaml
          Parameters:
            KeysKeyArn: !GetAtt Keys.Outputs.KeyArn
    AWSTemplateFormatVersion: '2010-09-09'
    Description: The keys.
    Resources:
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
    Outputs:
      KeyArn:
        Value: !GetAtt Key.Arn
    AWSTemplateFormatVersion: '2010-09-09'
    Description: A stream and what watches it.
    Parameters:
      KeysKeyArn:
        Type: String
    Resources:
      Changes:
        Type: AWS::Kinesis::Stream
        Properties:
          RetentionPeriodHours: 48
          StreamEncryption:
            EncryptionType: KMS
            KeyId: !Ref KeysKeyArn
      Policy:
        Type: AWS::Kinesis::ResourcePolicy
        Properties:
          ResourceArn: !GetAtt Changes.Arn
          ResourcePolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: events.amazonaws.com
                Action: kinesis:PutRecords
                Resource: !GetAtt Changes.Arn
      ThrottledAlarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/Kinesis
          MetricName: WriteProvisionedThroughputExceeded
          Dimensions:
            - Name: StreamName
              Value: !Ref Changes
          Threshold: 0
    Outputs:
      ChangesArn:
        Description: Where what changed is told.
        Value: !GetAtt Changes.Arn
    ");
}
