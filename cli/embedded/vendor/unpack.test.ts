import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarGz, zip } from './archive.builder.ts';
import { unpackTar } from './tar.ts';
import { unpackZip } from './zip.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'signalbox-unpack-'));
  folder = join(home, 'into');
  mkdirSync(folder);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function kept(archive: Buffer): string {
  const file = join(home, 'archive');
  writeFileSync(file, archive);
  return file;
}
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Ways out of the folder, by either kind of archive. */
const ways = ['../evil', 'a/../../evil', '/tmp/evil', '..\\evil', 'C:\\evil'];

describe('a .tar.gz of a vendor', () => {
  it('is unpacked with folders and the right to be run', async () => {
    await unpackTar(kept(tarGz([{ name: 'server-1/' }, { name: 'server-1/bin/server', text: 'program', mode: 0o755 }, { name: 'server-1/README', text: 'r'.repeat(2_000) }])), folder);
    expect([text('server-1/bin/server'), text('server-1/README').length]).toEqual(['program', 2_000]);
    expect(statSync(join(folder, 'server-1/bin/server')).mode & 0o777).toBe(0o755);
  });

  it('gives the one file that is wanted and leaves the rest', async () => {
    await unpackTar(kept(tarGz([{ name: './bin/other', text: 'x' }, { name: './bin/server', text: 'program' }])), folder, 'bin/server');
    expect([existsSync(join(folder, 'bin/other')), text('bin/server')]).toEqual([false, 'program']);
  });

  it('is read as the tar of this system writes it, long names included', async () => {
    const deep = `${'folder-with-a-long-name/'.repeat(8)}program`;
    mkdirSync(join(home, 'from', deep, '..'), { recursive: true });
    writeFileSync(join(home, 'from', deep), 'deep');
    execFileSync('tar', ['czf', join(home, 'system.tar.gz'), '-C', join(home, 'from'), '.']);
    await unpackTar(join(home, 'system.tar.gz'), folder);
    expect(text(deep)).toBe('deep');
  });

  it.each(ways)('is refused whole when it names %j', async (name) => {
    await expect(unpackTar(kept(tarGz([{ name, text: 'evil' }])), folder)).rejects.toThrow('leads out of the folder');
    await expect(unpackTar(kept(tarGz([{ name, text: 'evil' }, { name: 'server' }])), folder, 'server')).rejects.toThrow('leads out of the folder');
    expect(existsSync(join(home, 'evil'))).toBe(false);
  });

  it('is refused when it holds a link', async () => {
    await expect(unpackTar(kept(tarGz([{ name: 'bin', link: '/tmp' }, { name: 'bin/evil', text: 'evil' }])), folder)).rejects.toThrow('neither a file nor a folder');
  });

  it('is refused when it is cut off, or none', async () => {
    const whole = tarGz([{ name: 'server', text: 'p'.repeat(100_000) }]);
    await expect(unpackTar(kept(whole.subarray(0, whole.length - 20)), folder)).rejects.toThrow();
    await expect(unpackTar(kept(tarGz([{ name: 'server', text: 'p' }], { isCutOff: true })), folder)).rejects.toThrow('without an end');
    await expect(unpackTar(kept(Buffer.from('<html>')), folder)).rejects.toThrow();
  });
});

describe('a .zip of a vendor', () => {
  it('is unpacked with folders, rights, and the links among its parts', async () => {
    await unpackZip(kept(zip([
      { name: 'App/Versions/1/program', text: 'program'.repeat(1_000), mode: 0o755 }, { name: 'App/Versions/Current', link: '1' }, { name: 'App/program', link: 'Versions/Current/program' }, { name: 'App/empty/' }, { name: 'App/nothing' },
    ])), folder);
    expect(text('App/program')).toBe('program'.repeat(1_000));
    expect([readlinkSync(join(folder, 'App/program')), statSync(join(folder, 'App/program')).mode & 0o777, statSync(join(folder, 'App/empty')).isDirectory(), text('App/nothing')]).toEqual(['Versions/Current/program', 0o755, true, '']);
  });

  it.each(ways)('is refused whole when it names %j', async (name) => {
    await expect(unpackZip(kept(zip([{ name: 'first', text: 'x' }, { name, text: 'evil' }])), folder)).rejects.toThrow('leads out of the folder');
    expect([existsSync(join(home, 'evil')), existsSync(join(folder, 'first'))]).toEqual([false, false]);
  });

  it.each(['/etc', '..', '../../etc', 'down/../../..'])('is refused when it links to %j', async (link) => {
    await expect(unpackZip(kept(zip([{ name: 'bin', link }])), folder)).rejects.toThrow('leads out of the folder');
    expect(existsSync(join(folder, 'bin'))).toBe(false);
  });

  it('writes nothing through a link of its own', async () => {
    await expect(unpackZip(kept(zip([{ name: 'a/b/up', link: '../..' }, { name: 'a/b/up/more', link: '../evil' }])), folder)).rejects.toThrow('below a link');
    await expect(unpackZip(kept(zip([{ name: 'c', link: 'd' }, { name: 'c/file', text: 'x' }])), folder)).rejects.toThrow();
  });

  it('is refused when it is cut off, or none', async () => {
    const whole = zip([{ name: 'server', text: 'program' }]);
    for (const wrong of [whole.subarray(0, whole.length - 10), Buffer.from('<!doctype html>'), Buffer.alloc(0)]) await expect(unpackZip(kept(wrong), folder)).rejects.toThrow(/zip archive|damaged/);
  });
});
