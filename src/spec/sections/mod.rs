//! The sections of a spec, each declared once: key, type, default, documentation. From them come the
//! decoder, the JSON Schema, the file that `init` writes and the reference.
//!
//! Not here: what the sections mean together (`lowering`).

mod container;
mod database;
mod deployment;
mod entrance;
mod gateway;
mod neighbours;
mod network;
mod pools;
mod scaling;
mod service;
mod variables;

pub(super) use container::{HealthCommand, Port, Volume};
pub(super) use database::{Database, EngineVersion};
pub(super) use deployment::Spec;
pub(super) use entrance::{Dns, LoadBalancers};
pub(super) use gateway::{GatewayChoice, WafChoice};
pub(super) use neighbours::Registry;
pub(super) use network::{ExistingVpc, Network, ZoneChoice};
pub(super) use pools::{Pool, PoolSchedule};
pub(super) use scaling::TaskSchedule;
pub(super) use service::{Health, Service};
pub(super) use variables::{SecretValue, VariableSource, VariableValue};
