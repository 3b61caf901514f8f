/** Makes a plug-in in a project: everything is looked at first, then written, so that a refusal leaves nothing behind. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findingTexts } from '#domain/flow/finding.texts';
import { deskForms, executorKinds } from '#integrations/executors/index';
import { probeKinds } from '#integrations/probes/index';
import { didYouMean, nameFault } from './names.ts';
import { sockets } from './sockets.ts';

export type Outcome = { isMade: true; made: string[]; changed: string[]; next: string[] } | { isMade: false; refusal: string };

const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : []);

/** `project`: folder the project lies in. */
export function makePlugin(project: string, socketName: string, name: string): Outcome {
  const socket = Object.hasOwn(sockets, socketName) ? sockets[socketName] : undefined;
  if (!socket) return { isMade: false, refusal: `There is no socket "${socketName}".${didYouMean(socketName, Object.keys(sockets))} Sockets: ${Object.keys(sockets).join(', ')}.` };
  const taken = new Map<string, string>([socket.folder, ...socket.sharesNamesWith].flatMap((folder) => foldersIn(join(project, folder)).map((one): [string, string] => [one, `${folder}/${one}`])));
  if (socketName === 'probe' || socketName === 'executor') for (const { kind } of [...Object.values(executorKinds), ...Object.values(deskForms), ...Object.values(probeKinds)]) if (!taken.has(kind)) taken.set(kind, 'a flow calls another kind by it');
  if (socketName === 'rule') for (const code of Object.keys(findingTexts)) if (!taken.has(code)) taken.set(code, 'a finding has it as its code');
  const refusal = nameFault(name, taken);
  if (refusal !== null) return { isMade: false, refusal };
  const { files, edits, next } = socket.make(name);
  const changed = edits.map(({ path, change }) => ({ path, text: readFileSync(join(project, path), 'utf8'), change })).map(({ path, text, change }) => ({ path, before: text, after: change(text) })).filter(({ before, after }) => before !== after);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  for (const { path, after } of changed) writeFileSync(join(project, path), after);
  return { isMade: true, made: Object.keys(files), changed: changed.map(({ path }) => path), next };
}
