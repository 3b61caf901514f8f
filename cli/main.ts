/** Names the commands and hands the arguments on. Each command lives in its own folder and is loaded only when called. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#embedded/project';

interface Command {
  summary: string;
  /** Returns the exit code. */
  run(argv: string[]): Promise<number>;
}

const commands = {
  start: {
    summary: 'bring everything up: Temporal, MongoDB, sign-in, worker, portal, demo device',
    run: async (argv) => (await import('./start/start.command.ts')).runStart(argv, process.env),
  },
  doctor: {
    summary: 'say of everything a start needs whether it is there, from where, and what to do when it is not',
    run: async (argv) => {
      const [{ runDoctor }, { lookAround }] = await Promise.all([import('./start/doctor.command.ts'), import('./start/doctor.checks.ts')]);
      return runDoctor(argv, { stdout: process.stdout, stderr: process.stderr, look: () => lookAround(process.env) });
    },
  },
  flow: {
    summary: 'check flow files as publishing does, play them, and import BPMN and bk-itsm: flow check FILE|DIR, flow run FILE|DIR, flow import FILE|DIR --out DIR; find and mend runs of a portal: flow runs list',
    run: async (argv) => {
      if (argv[0] === 'runs') return (await import('./flow/runs/runs.command.ts')).runFlowRuns(argv.slice(1), { stdout: process.stdout, stderr: process.stderr, env: process.env, fetch, newKey: () => randomUUID() });
      const [{ runFlow }, { inputFiles }, { outputFiles }] = await Promise.all([import('./flow/flow.command.ts'), import('./input-files.ts'), import('./output-files.ts')]);
      return runFlow(argv, { stdout: process.stdout, stderr: process.stderr, files: inputFiles, output: outputFiles });
    },
  },
  alarm: {
    summary: 'say what the portal would make of recorded alarms: alarm normalise SOURCE FILE|DIR',
    run: async (argv) => {
      const [{ runAlarm }, { inputFiles }] = await Promise.all([import('./alarm/alarm.command.ts'), import('./input-files.ts')]);
      return runAlarm(argv, { stdout: process.stdout, stderr: process.stderr, files: inputFiles, now: () => new Date().toISOString() });
    },
  },
  secret: {
    summary: 'keep what flows send to devices and what proves senders of alarms: secret set | list | remove',
    run: async (argv) => (await import('./secret/secret.io.ts')).runSecretHere(argv, process.env),
  },
  seed: {
    summary: 'add demonstration tickets in great number: seed --tickets N',
    run: async (argv) => (await import('./demo/seed.io.ts')).runSeedHere(argv, process.env),
  },
  sla: {
    summary: 'ask the SLA calculator: sla explain --calendar FILE --start T --target D',
    run: async (argv) => (await import('./sla/sla.command.ts')).runSla(argv, { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, readFile: (path) => readFile(path, 'utf8') }),
  },
} satisfies Record<string, Command>;
export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];

const help = () => `Usage: signalbox <command> [options]

${Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

  --help     this text; after a command, its own
  --version  the version

Settings are environment variables: docs/settings.md. All of this with examples: docs/command-line.md.
`;

/** Runs the command named first. Exit code 2: no such command. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return 0;
  }
  const command = commandNames.find((known) => known === name);
  if (!command) {
    process.stderr.write(`${name === undefined ? 'A command is needed.' : `There is no command ${name}.`}\n\n${help()}`);
    return 2;
  }
  return commands[command].run(rest);
}
