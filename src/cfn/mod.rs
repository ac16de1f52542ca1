//! The CloudFormation language over nodes.
