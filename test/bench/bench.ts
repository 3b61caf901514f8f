/** `npm run bench -- <name>`: runs test/bench/<name>.bench.ts and prints one JSON line with its figures, how they were taken, and the machine. */
import { cpus, totalmem, loadavg } from 'node:os';
import { readdir } from 'node:fs/promises';

/** What a bench file exports as `run`. `figures` are numbers with units in their names; `method` says in a sentence or two what was measured. */
export interface BenchResult { name: string; figures: Record<string, number>; method: string }

const folder = new URL('./', import.meta.url);
const known = (await readdir(folder)).filter((file) => file.endsWith('.bench.ts')).map((file) => file.slice(0, -'.bench.ts'.length)).sort();
const [name] = process.argv.slice(2);
if (name === undefined || !known.includes(name)) {
  process.stderr.write(`Which bench? One of: ${known.join(', ')}.\n`);
  process.exit(2);
}
const { run } = (await import(new URL(`${name}.bench.ts`, folder).href)) as { run: () => Promise<BenchResult> };
const result = await run();
const cpu = cpus()[0]?.model ?? 'unknown';
process.stdout.write(`${JSON.stringify({ ...result, machine: { cpu, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, loadAtEnd: Number((loadavg()[0] ?? 0).toFixed(2)) } })}\n`);
process.exit(0);
