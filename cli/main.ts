/** Names the commands and hands the arguments on. Each command lives in its own folder and is loaded only when called. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#embedded/project';

interface Command {
  summary: string;
  /** Returns the exit code. */
  run(argv: string[]): Promise<number>;
}

const commands: Record<string, Command> = {
  start: {
    summary: 'bring everything up: Temporal, MongoDB, sign-in, worker, portal, demo device',
    run: async (argv) => (await import('./start/start.command.ts')).runStart(argv, process.env),
  },
  doctor: {
    summary: 'say for each server where it would come from, and what to do when it is missing',
    run: async (argv) => (await import('./start/doctor.command.ts')).runDoctor(argv, process.env),
  },
  flow: {
    summary: 'check flow files as publishing does: flow check FILE...',
    run: async (argv) => (await import('./flow/flow.command.ts')).runFlow(argv, { stdout: process.stdout, stderr: process.stderr, readFile: (path) => readFile(path, 'utf8') }),
  },
  sla: {
    summary: 'ask the SLA calculator: sla explain --calendar FILE --start T --target D',
    run: async (argv) => (await import('./sla/sla.command.ts')).runSla(argv, { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, readFile: (path) => readFile(path, 'utf8') }),
  },
};

const help = () => `Usage: signalbox <command> [options]

${Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

  --help     this text; after a command, its own
  --version  the version

Settings are environment variables: docs/settings.md.
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
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`${name === undefined ? 'A command is needed.' : `There is no command ${name}.`}\n\n${help()}`);
    return 2;
  }
  return command.run(rest);
}
