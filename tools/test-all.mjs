/**
 * `npm test`: finds the real servers, then runs every kind of test in order and sums up. Last line: "N passed, N failed, N skipped".
 * A test may be skipped for one reason only, the missing data folder; any other skip, a kind without tests, or a missing server fails.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from '../cli/start/packages.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const kinds = ['unit', 'property', 'scenario', 'replay', 'e2e'];
/** The same text as in test/setup/data.ts. */
const needsDataMark = '(needs the data folder)';
const dataFolder = process.env.SIGNALBOX_TEST_DATA ? resolve(process.env.SIGNALBOX_TEST_DATA) : join(project, '../shared/data');

const startedAt = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
const faults = [];
/** One line a failed test; told again at the end, where somebody who sees only the end of a long run reads them. */
const failures = [];
let isInterrupted = false;

function end() {
  for (const failure of failures) console.log(`x ${failure}`);
  for (const fault of faults) console.log(`! ${fault}`);
  console.log(`npm test took ${Math.round((Date.now() - startedAt) / 1000)} s`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed > 0 || faults.length > 0 ? 1 : 0);
}

const asked = process.argv.slice(2);
if (asked.some((kind) => !kinds.includes(kind))) {
  console.error(`Usage: npm test [-- kind...]. Kinds: ${kinds.join(', ')}`);
  process.exit(2);
}

if (ensurePackages(project, (line) => console.log(line)) !== 0) {
  total.failed += 1;
  faults.push('the packages could not be installed');
  end();
}

/** Runs node with these arguments; output goes straight to the person. Resolves with the exit code. */
function node(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] });
    const forward = (signal) => {
      isInterrupted = true;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, forward);
      done(code ?? 1);
    });
  });
}

console.log('--- servers and browser');
if (await node(['--import', 'tsx', join(project, 'tools/find-servers.ts')]) !== 0) {
  total.failed += 1;
  faults.push('a server or the browser is missing: see above what was tried and what to install');
  end();
}

const reports = join(project, '.build/test');
mkdirSync(reports, { recursive: true });
for (const kind of kinds.filter((each) => asked.length === 0 || asked.includes(each))) {
  console.log(`\n--- ${kind} tests`);
  const report = join(reports, `${kind}.json`);
  rmSync(report, { force: true });
  const code = await node([join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--project', kind, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  count(kind, code, report);
  if (isInterrupted) {
    faults.push(`stopped from outside during the ${kind} tests`);
    break;
  }
}
end();

function count(kind, code, report) {
  if (!existsSync(report)) {
    total.failed += 1;
    faults.push(`${kind}: the run ended with ${code} and left no report`);
    return;
  }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failed = tests.filter((test) => test.status === 'failed').length;
  // A file that could not even be read has no tests to count; it is one failure.
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  total.passed += tests.filter((test) => test.status === 'passed').length;
  total.failed += failed + brokenFiles.length;
  total.skipped += skipped.length;
  for (const file of testResults) {
    for (const test of file.assertionResults.filter((each) => each.status === 'failed')) failures.push(`${kind}: ${file.name.replace(`${project}/`, '')}: ${test.fullName}: ${String(test.failureMessages?.[0] ?? '').split('\n')[0].slice(0, 300)}`);
  }
  for (const file of brokenFiles) faults.push(`${kind}: ${file.name.replace(`${project}/`, '')} did not run: ${String(file.message ?? '').split('\n')[0]}`);
  const excused = existsSync(dataFolder) ? [] : skipped.filter((test) => test.fullName.includes(needsDataMark));
  for (const test of skipped.filter((each) => !excused.includes(each))) faults.push(`${kind}: skipped without the one allowed reason: ${test.fullName}`);
  if (tests.length === 0) faults.push(`${kind}: there are no tests`);
  if (code !== 0 && failed + brokenFiles.length === 0) faults.push(`${kind}: vitest ended with ${code} (an error outside the tests, see above)`);
}
