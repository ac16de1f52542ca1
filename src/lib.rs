//! `ess-cfn`: a typed model of a highly available Enterprise Solid Server on AWS, compiled into
//! nested CloudFormation stacks.
