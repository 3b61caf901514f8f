/** `signalbox flow check`: says of flow files, as they lie in a repository, what the designer would say. Reads and prints; what is wrong is decided by the one check of drawing and publishing. */
import { parseFlowText, type ParsedFlowFile } from '#domain/flow/file/flow.file';
import { lineOf, located } from '#domain/flow/file/flow.findings';
import { findingOf } from '#domain/flow/finding';
import type { Finding } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { hasErrors } from '#domain/flow/rules/index';
import { checkParsedFlow, type CheckedFlow } from '#server/flow/flow.check';

export interface FlowIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** The text of a file; rejects when it cannot be read. */
  readFile(path: string): Promise<string>;
}

const flowHelp = `Usage: signalbox flow check FILE... [--json]

Reads flow files, of older formats too, and checks structure and soundness as publishing does.
Each fault is one line: file: step or edge: field: what is wrong. What to do.

  --json   one JSON object a file instead: {file, verdict, migratedFrom, findings}
  --help   this text

Exit code 0: every file may be published. 1: at least one has an error. 2: wrong usage.
The format is described in docs/flow-file.md.
`;

/** Runs `signalbox flow ...argv`. Returns the exit code. */
export async function runFlow(argv: readonly string[], io: FlowIo): Promise<number> {
  const [verb, ...rest] = argv;
  if (argv.some((argument) => ['--help', '-h', 'help'].includes(argument))) {
    io.stdout.write(flowHelp);
    return 0;
  }
  const files = rest.filter((argument) => !argument.startsWith('--'));
  const unknown = rest.find((argument) => argument.startsWith('--') && argument !== '--json');
  const why = verb !== 'check' ? (verb === undefined ? 'say what to do: check' : `there is no "${verb}", only "check"`) : unknown !== undefined ? `unknown option ${unknown}` : files.length === 0 ? 'name at least one file' : null;
  if (why !== null) {
    io.stderr.write(`signalbox flow: ${why}\nTry: signalbox flow check --help\n`);
    return 2;
  }
  let hasFailed = false;
  for (const file of files) {
    const parsed = await parsedFile(file, io);
    const checked = checkParsedFlow(parsed, nodeKinds, file);
    if (isRefused(checked)) hasFailed = true;
    io.stdout.write(rest.includes('--json') ? jsonLine(file, parsed, checked) : readable(file, parsed, checked));
  }
  return hasFailed ? 1 : 0;
}

async function parsedFile(file: string, io: FlowIo): Promise<ParsedFlowFile> {
  try {
    return parseFlowText(await io.readFile(file), file);
  } catch (thrown) {
    return { ok: false, findings: [located(findingOf('file-unreadable', { reason: thrown instanceof Error ? thrown.message : String(thrown) }, { path: '' }), file)] };
  }
}

const isRefused = ({ findings, soundness }: CheckedFlow): boolean => hasErrors(findings) || soundness.verdict === 'unsound';
const migratedFrom = (parsed: ParsedFlowFile): number | null => (parsed.ok ? parsed.migratedFrom : null);

const jsonLine = (file: string, parsed: ParsedFlowFile, { findings, soundness }: CheckedFlow): string =>
  `${JSON.stringify({ file, verdict: soundness.verdict, migratedFrom: migratedFrom(parsed), findings })}\n`;

function readable(file: string, parsed: ParsedFlowFile, checked: CheckedFlow): string {
  const { findings, soundness } = checked;
  const lines = findings.map((finding: Finding) => lineOf(finding.severity === 'error' ? finding : { ...finding, message: `${finding.severity}: ${finding.message}` }));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const verdict = isRefused(checked) ? `cannot be published, ${errors} ${errors === 1 ? 'error' : 'errors'}` : soundness.verdict === 'sound' ? 'sound' : `not proven within ${soundness.statesSeen} states`;
  const from = migratedFrom(parsed);
  return `${[...lines, `${file}: ${verdict}${from === null ? '' : `; read from format version ${from}`}`].join('\n')}\n`;
}
