//! `pools`: the two Auto Scaling Groups.

use crate::aws::InstanceType;
use crate::spec::section::section;
use crate::spec::values::Whole;

section! {
    /// The two pools of hosts. They are changed apart from each other.
    Pools as "pools" {
        /// Hosts of the public ESS services.
        ess: Pool = section,
        /// Hosts of everything else.
        backend: Pool = section,
    }
}

section! {
    /// A pool of hosts: an Auto Scaling Group over all zones.
    Pool as "pool" {
        /// The EC2 instance type. Images must be built for its processor.
        instance_type: InstanceType = or "m7i.large",
        /// The fewest hosts. When a zone fails, the hosts of the others must hold all services.
        min: Option<Whole<2, 1000>> = optional "3"
            "as many as the services need so that they survive the loss of a zone, the same number in each zone; 2 without services",
        /// The most hosts, at least one above `min` for rolling updates.
        max: Option<Whole<3, 2000>> = optional "9"
            "room for all services at their most tasks, also after the loss of a zone; at least twice `min`",
        /// The encrypted root volume of each host. Images stay on it, so that a restart needs no registry.
        volume_gib: Whole<30, 16384> = or "50",
    }
}
