// What @aws-cdk/cloudformation-diff says of pairs of templates: standard input is a list of [old, new], standard
// output a list of { logical id: verdict }, in the words of its ResourceImpact. See ci/agreement_diff.py.
'use strict';

const { readFileSync } = require('node:fs');
const { fullDiff } = require('@aws-cdk/cloudformation-diff');

const pairs = JSON.parse(readFileSync(0, 'utf8'));
const verdicts = pairs.map(([before, after]) => {
  const found = {};
  fullDiff(before, after).resources.forEachDifference((id, change) => {
    found[id] = change.changeImpact;
  });
  return found;
});
process.stdout.write(JSON.stringify(verdicts));
