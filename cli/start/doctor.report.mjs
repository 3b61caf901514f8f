/** What `signalbox doctor` says, for a person or a program, and its first two rows. Plain JavaScript: it speaks where nothing is installed yet, too. */
import { join } from 'node:path';
import { nodeLack, packagesLack } from './packages.mjs';

/** Node and the npm packages: what everything else needs to run at all. */
export function firstRows(project) {
  const node = nodeLack();
  const packages = packagesLack(project);
  return [
    { component: 'Node', neededBy: 'start', layer: null, version: process.versions.node, state: node ?? 'ok', detail: process.execPath, remedy: node ? 'Install Node 24 (20.19 and 22 work too).' : null },
    {
      component: 'npm packages', neededBy: 'start', layer: null, version: null, state: packages ?? 'ok', detail: join(project, 'node_modules'),
      remedy: packages ? 'npm start installs them from the lock file (npm ci).' : null,
    },
  ];
}

/** Exit code of the command for these rows: 0 when all is well. */
export const exitCodeOf = (rows) => (rows.every(({ state }) => state === 'ok') ? 0 : 1);

/** One JSON object in a line, or a table with what to do below each row that is not well. */
export function reportOf(rows, isJson) {
  if (isJson) return `${JSON.stringify({ ok: exitCodeOf(rows) === 0, rows })}\n`;
  const table = [['state', 'component', 'layer', 'version', 'where'], ...rows.map(({ state, component, layer, version, detail }) => [state, component, layer ?? '-', version ?? '-', state === 'ok' ? detail : ''])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column].length)));
  const line = (cells) => cells.map((cell, column) => (column < widths.length ? cell.padEnd(widths[column]) : cell)).join('  ').trimEnd();
  const indent = ' '.repeat(widths[0] + 2);
  const [head, ...body] = table.map(line);
  return `${[head, ...rows.flatMap(({ state, neededBy, detail, remedy }, at) => [
    body[at], ...(state === 'ok' ? [] : [`${indent}${neededBy === 'test' ? 'needed by the tests only; ' : ''}${detail}`, `${indent}-> ${remedy}`]),
  ])].join('\n')}\n`;
}
