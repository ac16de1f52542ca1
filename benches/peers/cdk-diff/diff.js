// What differs between two directories of templates in JSON, as `cdk diff` prints it: a benchmark peer.
//
//   node diff.js OLD NEW
//
// Two templates are compared where they have the same path; one that has no counterpart, with none.
'use strict';

const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { formatDifferences, fullDiff } = require('@aws-cdk/cloudformation-diff');

function templates(folder) {
  const found = new Map();
  for (const path of readdirSync(folder, { recursive: true }).sort()) {
    if (!path.endsWith('.json')) continue;
    const content = JSON.parse(readFileSync(join(folder, path), 'utf8'));
    if (content.Resources) found.set(path, content);
  }
  return found;
}

const [before, after] = process.argv.slice(2);
if (!after || !existsSync(before) || !existsSync(after)) {
  console.error('expected two directories: node diff.js OLD NEW');
  process.exit(2);
}
const [old, changed] = [templates(before), templates(after)];
for (const path of new Set([...old.keys(), ...changed.keys()])) {
  const difference = fullDiff(old.get(path) ?? {}, changed.get(path) ?? {});
  process.stdout.write(`Template ${path}\n`);
  formatDifferences(process.stdout, difference);
}
