//! `services`: containers of the profile and of the user's own.

use crate::architecture::{
    ContainerUser, EnvironmentName, HealthPath, Matcher, PoolName, PortName, Protocol,
    ScheduleName, VolumeName,
};
use crate::aws::{DomainName, ImageReference, ImageTag, Recurrence, TimeZone};
use crate::spec::arguments::Arguments;
use crate::spec::section::section;
use crate::spec::values::{Named, Whole};

use super::container::{HealthCommand, Port, Volume};
use super::scaling::TaskSchedule;
use super::variables::{SecretValue, VariableValue};

section! {
    /// A container on one of the pools. Keys that are left out have the profile's value in a service
    /// of the profile, else the value given here.
    Service as "service" {
        /// The image, in the deployment's registry or in full, with a tag or digest. Not `latest`:
        /// hosts prefer the image that they have.
        image: Option<ImageReference> = optional "my-exporter:2.1"
            "the repository of the service's name, for services of the profile",
        /// The tag of the image: the default of a parameter of the root stack.
        image_tag: Option<ImageTag> = optional "2.1"
            "that of `image`; for services of the profile it is given at deployment",
        /// What is run in place of the image's entry point, as a list.
        entry_point: Option<Arguments> = optional "[/bin/sh, -c]" "that of the image",
        /// What is run in place of the image's command, as a list: arguments of the entry point, where
        /// there is one.
        command: Option<Arguments> = optional "[export, --every-pod]" "that of the image",
        /// As whom it is run: a user or its number, with or without a group. Shared volumes belong to
        /// that number, else to 1000.
        user: Option<ContainerUser> = optional "\"1000:1000\"" "that of the image",
        /// Whether it may write into its `volumes` alone: the file system of its image is read-only.
        /// What writes into `/tmp`, as virtual machines of Java do, needs a volume of `kind: scratch`
        /// there, and ECS Exec does not reach it.
        read_only: Option<bool> = optional "true" "it may write, into a layer that goes with the task",
        /// The pool that it runs on.
        pool: Option<PoolName> = optional "backend" "`ess` for a service with a host, else `backend`",
        /// The public host: the domain, or a name below it. Only on the `ess` pool.
        host: Option<DomainName> = optional "apps.pods.example.org" "the service is not public",
        /// The priority of its listener rule, where the one made of its host is taken.
        priority: Option<Whole<1, 50000>> = optional "900" "made of the letters of the host",
        /// The port on which the container listens and where the load balancer reaches it. Where there
        /// is no host nobody does, unless `ports` publishes it.
        port: Option<Whole<1, 65535>> = optional "9187" "8080",
        /// What it speaks there. With `https` its certificate is not verified.
        protocol: Option<Protocol> = optional "https" "`http`",
        /// How the load balancer and the host tell whether a task lives.
        health: Option<Health> = optional "{}" "the defaults of its keys",
        /// Processor units of a task; 1024 are one vCPU.
        cpu: Option<Whole<32, 196_608>> = optional "512" "256",
        /// Memory of a task. A task that takes more is ended.
        memory_mib: Option<Whole<32, 1_000_000>> = optional "1024" "512",
        /// When a job runs: the service is none that runs all the time, but a task that ends by itself.
        /// `rate(…)` counts from the deployment. A run that takes longer than the time to the next one
        /// has it beside it. A run ends with its host, and is not repeated before the next one; those
        /// that fail are kept in a queue with an alarm.
        schedule: Option<Recurrence> = optional "cron(0 3 * * ? *)" "it is no job",
        /// The time zone of the job's schedule.
        timezone: Option<TimeZone> = optional "Europe/Berlin" "UTC",
        /// A fixed number of tasks.
        count: Option<Whole<1, 500>> = optional "2" "2; services of the profile scale instead",
        /// The fewest tasks of a service that scales, at any hour.
        min: Option<Whole<1, 500>> = optional "2" "it does not scale",
        /// The most tasks of a service that scales.
        max: Option<Whole<1, 500>> = optional "6" "it does not scale",
        /// The share of its processor units that a scaled service's tasks are to use. With more goals
        /// than this one there are more tasks as soon as one asks for them, and fewer once all agree.
        cpu_percent: Option<Whole<10, 90>> = optional "60" "60",
        /// The share of its memory that a scaled service's tasks are to use. What keeps the memory that
        /// it once took, as virtual machines of Java do, never shrinks again by it.
        memory_percent: Option<Whole<10, 90>> = optional "70" "memory does not count",
        /// The requests that a load balancer is to hand to each task of a scaled service in a minute:
        /// it tells of load sooner than processor units do, where requests are alike.
        requests_per_minute: Option<Whole<1, 1_000_000>> = optional "1000" "requests do not count",
        /// Other ranges of a scaled service at times, by name: more tasks before the day begins. A
        /// deployment that changes `min` or `max` makes them hold until the next schedule.
        schedules: Named<ScheduleName, TaskSchedule> = map
            "day: { cron: \"0 6 ? * MON-FRI *\", timezone: Europe/Berlin, min: 4 }\nnight: { cron: \"0 20 ? * MON-FRI *\", timezone: Europe/Berlin, min: 2 }",
        /// Environment variables: a text, or what the deployment knows.
        env: Named<EnvironmentName, VariableValue> = map
            "LOG_LEVEL: info\nDATABASE_URL: { from: database-jdbc-url }\nISSUER: { url_of: oidc }",
        /// Environment variables that are secrets, read when a task starts: the name of a secret that
        /// an operator puts, the ARN of one that exists, or one that the deployment makes.
        secrets: Named<EnvironmentName, SecretValue> = map
            "API_TOKEN: my-api-token\nDATABASE_PASSWORD: { from: database-password }",
        /// Directories that are not part of the image, by name.
        volumes: Named<VolumeName, Volume> = map
            "binaries: { path: /var/lib/binaries }\nscratch: { path: /var/tmp, kind: scratch }",
        /// Ports that are published on the hosts, by name, so that tasks of the named pools reach them.
        ports: Named<PortName, Port> = map "metrics: { container: 9187, from: [backend] }",
        /// Whether it may reach the database.
        database: Option<bool> = optional "true" "whether a variable or secret of it is about the database",
        /// How long a task may take to end, and how long the load balancer lets requests end.
        stop_timeout_seconds: Option<Whole<2, 3600>> = optional "60" "60",
    }
}

section! {
    /// How the load balancer and the host tell whether a task lives. The path must not look at the
    /// database: else a failover of the database restarts all tasks. A service without a host takes
    /// `command` alone.
    Health as "health" {
        /// The path that is asked.
        path: Option<HealthPath> = optional "/q/health/live" "`/`",
        /// What is spoken on the service's port.
        protocol: Option<Protocol> = optional "https" "that of the service",
        /// The status codes that are good.
        matcher: Option<Matcher> = optional "\"200\"" "`200-399`",
        /// Time between two checks.
        interval_seconds: Option<Whole<5, 300>> = optional "10" "10",
        /// How long a new task may fail its checks.
        grace_seconds: Option<Whole<0, 3600>> = optional "120" "60",
        /// What the host runs inside the container to tell the same.
        command: Option<HealthCommand> = optional "{ run: \"curl --fail http://localhost:8080/\" }"
            "nothing is run",
    }
}
