import { describe, expect, it } from 'vitest';
import { commandHelps } from './command-line.ts';
import { commandNames } from './main.ts';

const all = Object.values(commandHelps).flat();

it('every command has its help text, and no other has one', () => expect(Object.keys(commandHelps).sort()).toEqual([...commandNames].sort()));

describe.each(all)('the help of signalbox $call', ({ call, text }) => {
  it('says usage, --json, what each exit code means, and a worked example', () => {
    expect(text.startsWith(`Usage: signalbox ${call}`)).toBe(true);
    expect(text).toContain('--json');
    expect(text).toMatch(/\nExit code 0: .+ 1: .+ 2: wrong usage\./);
    const [, examples = ''] = text.split('\nExamples\n');
    expect(examples.split('\n').filter((line) => new RegExp(`^  (.*[ ])?signalbox ${call}( |$)`).test(line)).length).toBeGreaterThan(0);
    expect(text.endsWith('\n')).toBe(true);
  });
});
