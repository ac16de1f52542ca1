//! A crate of somebody else with bindings of its own, which it uses beside ours in one stack.

use crate::{repository, rustc};

#[test]
fn a_foreign_crate_mixes_its_own_bindings_with_ours_in_one_stack() {
    let scratch = tempfile::tempdir().unwrap();
    let main = repository::root().join("tests/foreign-crate/src/main.rs");
    let output = rustc::run(&main, scratch.path());
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap(), @r#"
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
    Description: A queue and what watches it.
    Parameters:
      KeysKeyArn:
        Type: String
    Resources:
      DeadLetters:
        Type: AWS::SQS::Queue
        Properties:
          KmsMasterKeyId: !Ref KeysKeyArn
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          KmsMasterKeyId: !Ref KeysKeyArn
          VisibilityTimeout: 60
          RedrivePolicy:
            deadLetterTargetArn: !GetAtt DeadLetters.Arn
            maxReceiveCount: 5
      Policy:
        Type: AWS::SQS::QueuePolicy
        Properties:
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: events.amazonaws.com
                Action: sqs:SendMessage
                Resource: !GetAtt Queue.Arn
          Queues:
            - !Ref Queue
      DeadLettersAlarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/SQS
          MetricName: ApproximateNumberOfMessagesVisible
          Dimensions:
            - Name: QueueName
              Value: !GetAtt DeadLetters.QueueName
          Threshold: 0
    Outputs:
      DeadLettersArn:
        Description: Where messages end that nobody could read.
        Value: !GetAtt DeadLetters.Arn
    "#);
}
