//! The rules of the reader, each with its page.
//!
//! A rule that the JSON Schema can state too is marked `schema`; what is marked `reader` only the
//! reader can refuse, because it is about several keys, about facts of AWS, or about more than a
//! regular expression says. A test holds the schema and the reader against each other by that mark.

use crate::source::{Rule, Severity};

/// A rule of the reader.
#[derive(Debug)]
pub struct SpecRule {
    /// The rule.
    pub rule: &'static Rule,
    /// Whether the JSON Schema does not state it.
    pub reader_only: bool,
}

macro_rules! rules {
    ($($name:ident $id:literal $severity:ident $scope:ident $page:literal)+) => {
        $(pub(super) const $name: &Rule = &Rule {
            id: $id,
            severity: Severity::$severity,
            page: $page,
        };)+

        /// Every rule of the reader.
        pub const RULES: &[SpecRule] = &[$(SpecRule {
            rule: $name,
            reader_only: rules!(@$scope),
        }),+];
    };
    (@schema) => { false };
    (@reader) => { true };
}

rules! {
    YAML "spec-yaml" Error reader
        "The file is no YAML that every reader understands alike: a bracket or quote that is not \
         closed, a tab, a key twice, an alias, a tag, or a word such as `yes` that some readers \
         take for a truth value and others for a text."
    TYPE "spec-type" Error schema
        "A key has a value of another kind than it takes: a text where a number belongs, a list \
         where a mapping belongs, nothing at all. A text that reads as a number needs quotes: \
         without them `1.10` is the number 1.1."
    UNKNOWN_KEY "spec-unknown-key" Error schema
        "A key that its section does not have. It would be ignored, and whoever wrote it would \
         believe that it works."
    MISSING_KEY "spec-missing-key" Error schema
        "A key without a default is left out. Only `name`, `region` and `domain` have none."
    CHOICE "spec-choice" Error schema
        "A word that is none of those which the key takes."
    RANGE "spec-range" Error schema
        "A number below or above what the key takes."
    NAME "spec-name" Error schema
        "A name of a deployment, a service, a secret or a variable with other characters than it \
         may have, or more of them. Names of resources are made of it, and the shortest limit of \
         them holds. Names of a deployment don't begin with `aws`, `ecs` or `fargate`: Amazon ECS \
         refuses capacity providers whose names do."
    DOMAIN "spec-domain" Error schema
        "A text that is no domain name: at least two labels in lower case, without scheme, path, \
         port, wildcard or a dot at the end."
    DOMAIN_LONG "spec-domain-long" Error reader
        "The domain leaves no room: ACM issues certificates for domains of at most 64 characters, \
         and a host needs a label and a dot before it within the 253 of DNS."
    REGION "spec-region" Error schema
        "A region that AWS does not have, as far as the vendored facts know."
    RANGE_OF_VPC "spec-vpc-range" Error schema
        "A text that is no IPv4 range of a VPC, or one without room. The range is cut into sixteen \
         blocks: eight private subnets, one for each zone that could be, and the public and data \
         subnets in what is left. A load balancer's subnet is at least a /27, so the range of the \
         VPC is at least a /22."
    RANGE_BEGIN "spec-vpc-range-begin" Error reader
        "A range that names an address inside of it instead of its first one. AWS would take the \
         first one without a word."
    SUBNET_RANGE "spec-subnet-range" Error schema
        "A text that is no IPv4 range of a subnet, /16 to /28."
    SUBNET_RANGE_BEGIN "spec-subnet-range-begin" Error reader
        "A range of a subnet that names an address inside of it instead of its first one."
    SUBNET_OUTSIDE "spec-subnet-outside-vpc" Error reader
        "A subnet whose range lies outside of the VPC's."
    SUBNETS_OVERLAP "spec-subnets-overlap" Error reader
        "Two subnets that share addresses. EC2 makes the first and refuses the second."
    SUBNET_SMALL "spec-subnet-small" Error reader
        "A public subnet smaller than a /27. A load balancer needs eight free addresses in it to grow."
    SUBNET_ZONE "spec-subnet-zone" Error reader
        "Subnets of a zone that the deployment does not have, or of some of its zones alone where those of \
         all are needed."
    SUBNET_TWICE "spec-subnet-twice" Error reader
        "One subnet in two places. A subnet is in one zone, and public or private."
    SUBNET_UNUSED "spec-subnet-unused" Error reader
        "A range for a data subnet of a deployment that has none."
    NETWORK_EXISTING "spec-network-existing" Error reader
        "Something of a VPC that is made, where one exists already: its ranges are its owner's."
    VPC "spec-vpc" Error schema
        "A text that is no id of a VPC: `vpc-` and 8 or 17 hexadecimal digits."
    SUBNET "spec-subnet" Error schema
        "A text that is no id of a subnet: `subnet-` and 8 or 17 hexadecimal digits."
    ZONE_LETTER "spec-zone-letter" Error schema
        "A key that is no letter of a zone, from `a` to `h`: the last one of the zone's name."
    ZONE "spec-zone" Error schema
        "A text that is no name of an availability zone: a region with a letter from `a` to `h`. \
         Ids such as `euc1-az1` are no names."
    ZONES_ONE "spec-zones-one" Error schema
        "A deployment in one zone is gone with it, and load balancers and databases across zones \
         can't be made. Inrupt recommends running in at least 2 availability zones."
    ZONES_MANY "spec-zones-many" Error schema
        "More than six zones; no region has more."
    LISTED_TWICE "spec-listed-twice" Error schema
        "Something is listed twice. A zone would count as two, and fail as one."
    ZONE_REGION "spec-zone-region" Error reader
        "A zone of another region than the deployment's, or more zones than the region has."
    HOSTED_ZONE "spec-hosted-zone" Error schema
        "A text that is no id of a hosted zone in Route 53. It begins with `Z`; the API prints it \
         with `/hostedzone/` before it, which does not belong to it."
    HOSTED_ZONE_UNUSED "spec-hosted-zone-unused" Error reader
        "A hosted zone of Route 53 is given for names that another provider holds."
    ARN "spec-arn" Error schema
        "A text that is not the ARN of what belongs there. ECS takes full ARNs of secrets only, \
         with the six characters that Secrets Manager adds to a name."
    ARN_PLACE "spec-arn-place" Error reader
        "An ARN with a partition or a region that AWS does not have."
    ELSEWHERE "spec-elsewhere" Error reader
        "A certificate or secret of another region than the deployment's. A load balancer takes \
         certificates of its own region; a secret elsewhere is one more region that must be well \
         when a task starts."
    CERTIFICATE "spec-certificate" Error reader
        "The certificate is to be issued and given at the same time."
    CERTIFICATE_WAITS "spec-certificate-waits" Error reader
        "A certificate is to be issued for names whose DNS is held elsewhere. The deployment would \
         wait for somebody to enter the record that validates it, for hours, and then fail."
    ACCELERATOR "spec-accelerator" Error reader
        "Load balancers behind an accelerator in a region that has none: Global Accelerator works \
         for regions of the partition `aws` alone."
    PREFIX_LIST "spec-prefix-list" Error schema
        "A text that is no id of a prefix list. Names of lists such as \
         `com.amazonaws.global.cloudfront.origin-facing` stand for another id in each region."
    GATEWAY_REGION "spec-gateway-region" Error reader
        "CloudFront before a deployment in a partition that does not have it, or access logs in a \
         region to whose buckets it delivers none."
    GATEWAY_ORIGIN "spec-gateway-origin" Error reader
        "CloudFront's way into the VPC leads to one internal load balancer. Several of them would \
         need a name inside the VPC that CloudFront does not ask for."
    GATEWAY_HOST "spec-gateway-host" Error reader
        "A service with the host by which CloudFront reaches the load balancers of all zones. \
         Requests would come back to the gateway for ever."
    GATEWAY_HEADERS "spec-gateway-headers" Error reader
        "More listener rules that demand the gateway's secret header than a template may have values \
         of secrets. Each public service has a rule at each public load balancer."
    SETTING_UNUSED "spec-setting-unused" Error reader
        "A setting of something that the deployment does not have. It would be ignored, and whoever \
         wrote it would believe that it works."
    INSTANCE_TYPE "spec-instance-type" Error schema
        "A text that does not have the form of an instance type: a family, a dot, a size."
    INSTANCE_TYPE_UNKNOWN "spec-instance-type-unknown" Error reader
        "An instance type that the vendored facts do not know, that is not offered in the region, \
         or that runs no Linux. Without its size nobody can tell whether the services fit."
    INSTANCE_CLASS "spec-instance-class" Error schema
        "A text that does not have the form of an instance class of RDS: `db`, a family, a size."
    INSTANCE_CLASS_KIND "spec-instance-class-kind" Error reader
        "An instance class on which RDS runs PostgreSQL, and not in this form: a Multi-AZ cluster needs \
         classes with local disks, Aurora has classes of its own."
    INSTANCE_CLASS_UNKNOWN "spec-instance-class-unknown" Warning reader
        "An instance class that RDS does not offer for PostgreSQL in the region, as far as the \
         vendored facts know. They age; a new class works."
    ENGINE_VERSION "spec-engine-version" Error schema
        "A text that is no version of PostgreSQL: a major one such as `17`, or a minor one such as \
         `17.4` in quotes."
    ENGINE_VERSION_UNKNOWN "spec-engine-version-unknown" Warning reader
        "A version of PostgreSQL of which RDS makes no new database, as far as the vendored facts \
         know. They age; a new version works, and a running database stays."
    DATABASE_KEY "spec-database-key" Error reader
        "A key that belongs to another form of the database. It would be without effect, and whoever \
         wrote it would believe that it works."
    DATABASE_ZONES "spec-database-zones" Error reader
        "More zones than the deployment has are needed: a Multi-AZ cluster lies in three, and Aurora has \
         at most one instance in each."
    IOPS "spec-iops" Error reader
        "Too many operations in a second for the storage of a cluster: RDS takes 50 for each GiB, and \
         64000 at most."
    SNAPSHOT "spec-snapshot" Error schema
        "A text that is no name and no ARN of a snapshot of a database."
    SNAPSHOT_KIND "spec-snapshot-kind" Error reader
        "A snapshot of a cluster for a single instance. RDS makes a cluster of an instance's snapshot, \
         but of PostgreSQL no instance of a cluster's."
    WINDOW "spec-window" Error schema
        "A text that is no time in UTC: `02:00-02:30` for each day, `sun:03:00-sun:04:00` for each week."
    WINDOW_LENGTH "spec-window-length" Error reader
        "A window of less than 30 minutes, or a maintenance window of a day or longer. RDS refuses both."
    WINDOWS_MEET "spec-windows-meet" Error reader
        "Backups would be made in the maintenance window. RDS refuses windows that meet."
    STORAGE "spec-storage" Error reader
        "The storage may not grow: RDS asks for a limit that is at least a tenth above what the \
         storage begins with."
    EMAIL "spec-email" Error schema
        "A text that is no mail address."
    URL "spec-url" Error schema
        "A text that is no address over TLS. Tokens of users come from there."
    REGISTRY "spec-registry" Error schema
        "A text that is no registry: a host with a dot or a port, and mostly a path, without a \
         scheme."
    REGISTRY_MODE "spec-registry-mode" Error reader
        "Repositories are to be created and a registry is given, or neither, or credentials without \
         a registry that takes them. Registries created here are pulled from with roles."
    REGISTRY_PUBLIC "spec-registry-public" Error reader
        "An image of a registry of others. Inrupt recommends pulling from your own: an outage or a \
         limit of a public one keeps tasks from starting."
    REGISTRY_OUTSIDE "spec-registry-outside" Error reader
        "With `egress: none` hosts reach registries of Amazon ECR in their own region, by endpoints, \
         and no others. No task would ever start, unless another registry is reached over the \
         network without leaving it, which `inside: true` says."
    PROVIDER_OUTSIDE "spec-identity-provider-outside" Warning reader
        "With `egress: none` tasks reach nothing outside of the VPC. The services that sign people in \
         ask the identity provider: it has to be reached by a peering, a transit gateway or an \
         endpoint, which `inside: true` says."
    ENDPOINTS "spec-endpoints" Info reader
        "An existing VPC without a way out has to have the endpoints that hosts call, with private DNS, \
         in every zone, before the first host starts. They are its owner's."
    IMAGE "spec-image" Error schema
        "A text that is no image, or one whose meaning can change. Hosts prefer the image that they \
         have, so `latest` would be another on each of them."
    IMAGE_VERSION "spec-image-version" Error reader
        "An image without a tag and without a digest, or with two tags."
    PATH "spec-path" Error schema
        "A text that is no path of a health check: a slash, and no blanks."
    MATCHER "spec-matcher" Error schema
        "A text that is no list of status codes from 200 to 499."
    MATCHER_ORDER "spec-matcher-order" Error reader
        "A range of status codes that ends before it begins."
    USER "spec-user" Error schema
        "A text that is no user of a container: a name or a number, a colon and a group behind it if \
         need be. Numbers need quotes: YAML would read `1000:1000` as something else."
    COMMAND "spec-command" Error schema
        "A command without anything to run."
    VOLUME_PATH "spec-volume-path" Error schema
        "A text that is no directory of a container: it begins with a slash, goes nowhere up, and is \
         not the root, which the image is."
    VOLUME "spec-volume" Error reader
        "Two volumes of a service of which one would hide the other, or a scratch volume that may only be \
         read and so stays empty for ever."
    SCHEDULE "spec-schedule" Error schema
        "A text that is no schedule: `cron(…)` with minutes, hours, days of the month, months, days of \
         the week and years, or `rate(…)` with a number and a unit."
    CRON "spec-cron" Error schema
        "A text that is no cron expression: minutes, hours, days of the month, months, days of the week \
         and years, with one blank between them."
    SCHEDULE_FIELD "spec-schedule-field" Error reader
        "A field of a cron expression with something else than it takes. Sunday is 1, and one of both \
         days is `?`, since a day of the month and a day of the week say two things."
    TIME_ZONE "spec-time-zone" Error schema
        "A text that is no name of a time zone. Offsets such as `+01:00` are none: they know nothing of \
         summer time."
    JOB "spec-job" Error reader
        "A service with a schedule and with what only a service that runs all the time has. A job is \
         started, and ends by itself: nobody reaches it, no check restarts it, and one task of it runs \
         at a time."
    PORT "spec-port" Error reader
        "A published port that a host can't give away: two services of a pool want it, the host keeps it \
         for itself, or it is the one on which the load balancer reaches the service, for which hosts \
         choose a number."
    PORT_NOBODY "spec-port-nobody" Error schema
        "A port is published, and no pool may reach it."
    CLIENT_ID "spec-client-id" Error schema
        "A client id with blanks or other characters that no identity provider gives out."
    SERVERS "spec-kafka-servers" Error schema
        "A text that is no list of Kafka's servers: hosts with ports, separated by commas."
    SECURITY_GROUP "spec-security-group" Error schema
        "A text that is no id of a security group."
    LOG_RETENTION "spec-log-retention" Error schema
        "A number of days that CloudWatch Logs does not take."
    TAG "spec-tag" Error schema
        "A key or value of a tag that some service refuses: too long, with characters that are not \
         taken everywhere, or a key that begins with `aws:`."
    POOL_RANGE "spec-pool-range" Error reader
        "The fewest hosts of a pool are more than the most."
    POOL_SCHEDULE "spec-pool-schedule" Error reader
        "A schedule of a pool that changes nothing, that an Auto Scaling Group can't be told, or by which \
         the pool has too few hosts at times: fewer than the loss of a zone needs, fewer than its \
         services may scale to, or no room for a rolling update."
    POOL_ROLLING "spec-pool-rolling" Error reader
        "A pool without room for one host more. A rolling update starts a new host before it ends \
         an old one; without room it would go below what the loss of a zone needs."
    CAPACITY_TASK "spec-capacity-task" Error reader
        "A task that fits no host of its pool. Of a host's memory 94 % less 256 MiB are counted on: \
         the kernel and the agent take the rest. ECS would wait for such a host for ever."
    CAPACITY_ZONE "spec-capacity-zone" Error reader
        "Where each zone has its load balancer, public services run in every zone, and the hosts of a \
         zone do not hold its tasks and one more, which an update starts before it ends another. Hosts \
         are spread evenly: a zone has its share of the fewest. One that starts later may be in another \
         zone, and help nobody in this one."
    CAPACITY_ZONE_LOSS "spec-capacity-zone-loss" Error reader
        "When a zone fails, the hosts of the others do not hold the services. What is needed after \
         a failure has to run before it: in a failure everybody asks for hosts."
    CAPACITY_MAXIMUM "spec-capacity-maximum" Error reader
        "The services may scale to more tasks than the pool has room for at its largest."
    HOST "spec-host" Error reader
        "A host that is not the domain or below it, or one that an issued certificate does not \
         cover: it covers the domain and one label below it."
    NAME_HIDDEN "spec-name-hidden" Error reader
        "Something that the deployment works with has a name below a public host. With a load \
         balancer inside the VPC, a private zone answers there for the host and all that is below \
         it: tasks would not find the identity provider, Kafka or the registry."
    HOST_CLASH "spec-host-clash" Error reader
        "Two services on one host. A load balancer could not tell which of them is meant."
    PRIORITY_CLASH "spec-priority-clash" Error reader
        "Two listener rules of one priority. A priority is made of the host's name, so that it \
         never changes with the order of services; two names can meet by chance."
    HOST_PRIVATE "spec-host-private" Error reader
        "A service of the backend pool with a host, or a health check or priority without one. Only \
         services of the ess pool are public, and only public ones are asked by a load balancer."
    HOSTS_MANY "spec-hosts-many" Error reader
        "More public services than a load balancer has rules."
    SERVICE_NAME "spec-service-name" Error reader
        "Two services, secrets, volumes or schedules whose names become one in the templates, such as \
         `a-b1` and `a-b-1`."
    SERVICE_IMAGE "spec-service-image" Error reader
        "A service of your own without an image. Services of the profile have one."
    SERVICE_COUNT "spec-service-count" Error reader
        "A number of tasks that is fixed and scaled at the same time, or a range that is none."
    SERVICE_SCALING "spec-service-scaling" Error reader
        "A service that scales by requests which nobody counts, or a schedule of a service that changes \
         nothing, that has fewer tasks than `min` has at any time, or a range that is none."
    VARIABLE "spec-variable" Error reader
        "A variable that says two things, or nothing, or something that the deployment does not \
         have: Kafka, a host of a service, a database that the service is kept from."
    VARIABLE_SECRET "spec-variable-secret" Warning reader
        "A variable whose name says that it is a secret has its value in the spec. It would stand \
         in templates and task definitions for everybody to read."
    SECRET_UNREAD "spec-secret-unread" Error reader
        "A secret is given that no service reads: mostly a misspelt name."
    STACK_SET_SECRET "spec-stack-set-secret" Error reader
        "A service of a stack set takes a secret by its ARN, which would stand in the template for \
         every account. What differs from one deployment of a stack set to the next has to be a \
         parameter."
}
