// cdk-nag over templates that no CDK made: each is included into a stack of its own, and the rules are
// asked about every resource. Nothing is synthesised.
//
//     node nag.js FOLDER
//
// FOLDER holds a folder for each spec. Prints one JSON object: the findings, how often a check was met
// by the resources of a spec, and the checks that had something to judge.

const fs = require("fs");
const path = require("path");
const { App, Stack } = require("aws-cdk-lib");
const { CfnInclude } = require("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks, NIST80053R5Checks, NagRuleCompliance } = require("cdk-nag");

const told = { findings: [], met: {}, checks: {} };

// A pack that keeps what every rule says, where the pack itself keeps what fails only.
const recording = (Pack) =>
  class extends Pack {
    applyRule({ rule, ruleSuffixOverride, info, node }) {
      const check = `${this.packName}-${ruleSuffixOverride ?? rule.name}`;
      const said = rule(node);
      if (said === NagRuleCompliance.NOT_APPLICABLE) return;
      told.checks[check] = info;
      const spec = this.spec;
      const failed = said === NagRuleCompliance.NON_COMPLIANT || (Array.isArray(said) && said.length > 0);
      if (failed) {
        const [stack, , resource] = node.node.path.split("/");
        told.findings.push({ check, asks: info, spec, stack, resource, type: node.cfnResourceType });
      } else {
        told.met[spec] = (told.met[spec] ?? 0) + 1;
      }
    }
  };

const folder = process.argv[2];
for (const spec of fs.readdirSync(folder).sort()) {
  const app = new App({ analyticsReporting: false });
  for (const file of fs.readdirSync(path.join(folder, spec)).sort()) {
    const name = path.parse(file).name;
    // A root holds stacks alone, of which no rule speaks, and the CDK would ask for their templates.
    if (name === "root") continue;
    const stack = new Stack(app, name);
    new CfnInclude(stack, "Template", { templateFile: path.join(folder, spec, file) });
  }
  for (const Pack of [AwsSolutionsChecks, NIST80053R5Checks]) {
    const pack = new (recording(Pack))();
    pack.spec = spec;
    pack.validateScope(app);
  }
}
process.stdout.write(JSON.stringify(told));
