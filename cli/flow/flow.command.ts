/** `signalbox flow`: says of flow files, as they lie in a repository, what the designer would say, plays them, makes them from models of BPMN and writes them as such. What is wrong is decided by the one check of drawing and publishing, what happens by the kernel. */
import type { ParsedFlowFile } from '#domain/flow/file/flow.file';
import type { InputFiles } from '../input-files.ts';
import type { OutputFiles } from '../output-files.ts';
import { readerOf, type Sink } from '../sink.ts';
import { parseFlowArgs, type FlowArgs, type FlowVerb } from './flow.args.ts';
import { checkOne } from './flow.check.ts';
import { filesAt, parsedFile } from './flow.files.ts';
import { flowCheckHelp, flowExportHelp, flowHelp, flowImportHelp, flowRunHelp } from './flow.help.ts';
import { runnerOf } from './flow.run.ts';

export interface FlowIo {
  stdout: Sink;
  stderr: Sink;
  files: InputFiles;
  /** Where `flow import` and `flow export` write. */
  output: OutputFiles;
}

/** What is said of one file. */
export interface FlowVerdict { text: string; hasFailed: boolean }
export type FlowJudge = (file: string, parsed: ParsedFlowFile) => FlowVerdict | Promise<FlowVerdict>;

/** Runs `signalbox flow ...argv`. Returns the exit code. */
export async function runFlow(argv: readonly string[], io: FlowIo): Promise<number> {
  const args = parseFlowArgs(argv);
  if (args.mode === 'help') {
    io.stdout.write(args.verb === null ? flowHelp : helps[args.verb]);
    return 0;
  }
  if (args.mode === 'wrong') return refuse(io, args.verb, args.why);
  if (args.mode === 'import') {
    // Loaded only here: no other command needs a parser of XML.
    const { importModels } = await import('./flow.import.ts');
    const ended = await importModels(args, io);
    return typeof ended === 'string' ? refuse(io, args.mode, ended) : ended;
  }
  if (args.mode === 'export') {
    const { exportFlows } = await import('./flow.export.ts');
    const ended = await exportFlows(args, io);
    return typeof ended === 'string' ? refuse(io, args.mode, ended) : ended;
  }
  const judge = await judgeOf(args, io.files);
  if (typeof judge === 'string') return refuse(io, args.mode, judge);
  const reader = readerOf(io.stdout);
  let hasFailed = false;
  for (const path of args.paths) {
    const files = await filesAt(path, io.files);
    if (files.length === 0) return refuse(io, args.mode, `there is no flow in ${path}`);
    for (const file of files) {
      const verdict = await judge(file, await parsedFile(file, io.files));
      if (verdict.hasFailed) hasFailed = true;
      await reader.write(verdict.text);
      if (reader.isGone()) return hasFailed ? 1 : 0;
    }
  }
  return hasFailed ? 1 : 0;
}

const helps: Record<FlowVerb, string> = { check: flowCheckHelp, run: flowRunHelp, import: flowImportHelp, export: flowExportHelp };

function refuse({ stderr }: FlowIo, verb: FlowVerb, why: string): number {
  stderr.write(`signalbox flow: ${why}\nTry: signalbox flow ${verb} --help\n`);
  return 2;
}

/** Who says something of each file; or why the call is wrong. */
const judgeOf = async (args: Extract<FlowArgs, { mode: 'check' | 'run' }>, files: InputFiles): Promise<FlowJudge | string> =>
  (args.mode === 'run' ? runnerOf(args, files) : (file, parsed) => checkOne(file, parsed, args.isJson));
