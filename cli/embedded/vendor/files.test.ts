import { PUPPETEER_REVISIONS } from 'puppeteer-core/internal/revisions.js';
import { describe, expect, it } from 'vitest';
import { alertmanagerFile, chromeFile, chromeVersion, mongodbFile, temporalFile, type VendorTable } from './files.ts';
import { platformName, thisPlatform, type Platform } from './platform.ts';

const mac = (arch: Platform['arch']): Platform => ({ os: 'darwin', arch });
const linux = (arch: Platform['arch'], osRelease = 'ID=debian\nVERSION_ID="12"\n'): Platform => thisPlatform(osRelease, 'linux', arch)!;
const everywhere = [linux('x64'), linux('arm64'), mac('x64'), mac('arm64')];
const paths = (table: VendorTable) => everywhere.map((platform) => { const file = table(platform); return typeof file === 'string' ? file : file.path; });

describe('the machine as vendors tell it apart', () => {
  it('is system, processor and distribution', () => {
    expect(thisPlatform('NAME="Ubuntu"\nVERSION_ID="22.04"\nID=ubuntu\nID_LIKE=debian\n', 'linux', 'arm64')).toEqual({ os: 'linux', arch: 'arm64', distribution: { id: 'ubuntu', like: ['debian'], version: 22.04 } });
    expect(thisPlatform("ID='arch'", 'linux', 'x64')).toEqual({ os: 'linux', arch: 'x64', distribution: { id: 'arch', like: [], version: null } });
    expect(thisPlatform('', 'linux', 'x64')).toEqual({ os: 'linux', arch: 'x64' });
    expect([platformName(linux('x64')), platformName(mac('arm64'))]).toEqual(['linux x64 (debian 12)', 'darwin arm64']);
  });
  it('is none that files are made for on another system or processor', () => {
    expect([thisPlatform('', 'win32', 'x64'), thisPlatform('', 'linux', 'riscv64')]).toEqual([null, null]);
  });
});

describe('the vendors\' files for Linux and macOS on x64 and arm64', () => {
  it('Temporal: one each, with a sum of its own', () => {
    expect(paths(temporalFile)).toEqual(['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map((name) => `v1.5.1/temporal_cli_1.5.1_${name}.tar.gz`));
    const sums = everywhere.map((platform) => { const file = temporalFile(platform); return typeof file !== 'string' && file.check.kind === 'sha256' ? file.check.sha256 : ''; });
    expect(new Set(sums).size).toBe(4);
    for (const sum of sums) expect(sum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('MongoDB: by distribution on Linux, checked against the sum beside it', () => {
    expect(paths(mongodbFile)).toEqual([
      'linux/mongodb-linux-x86_64-ubuntu2204-6.0.27.tgz', 'linux/mongodb-linux-aarch64-ubuntu2204-6.0.27.tgz', 'osx/mongodb-macos-x86_64-6.0.27.tgz', 'osx/mongodb-macos-arm64-6.0.27.tgz',
    ]);
    expect(mongodbFile(mac('arm64'))).toMatchObject({ check: { kind: 'list', path: 'osx/mongodb-macos-arm64-6.0.27.tgz.sha256' }, program: 'mongodb-macos-arm64-6.0.27/bin/mongod' });
  });

  it.each([
    ['ID=ubuntu\nVERSION_ID="24.04"', 'ubuntu2204', 'ubuntu2204'], ['ID=ubuntu\nVERSION_ID="20.04"', 'ubuntu2004', 'ubuntu2004'], ['ID=ubuntu\nVERSION_ID="18.04"', null, null],
    ['ID=debian', 'ubuntu2204', 'ubuntu2204'], ['ID=debian\nVERSION_ID="11"', 'debian11', 'ubuntu2004'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"', 'ubuntu2204', 'ubuntu2204'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"', 'rhel90', 'rhel90'], ['ID="rhel"\nVERSION_ID="8.10"', 'rhel8', 'rhel8'], ['ID=centos\nVERSION_ID="7"', null, null],
    ['ID=fedora\nVERSION_ID=41', 'rhel90', 'rhel90'], ['ID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"', 'rhel90', 'rhel90'], ['ID="amzn"\nVERSION_ID="2"', 'amazon2', 'amazon2'],
    ['ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"', 'suse15', null], ['ID=manjaro\nID_LIKE=arch', 'ubuntu2204', 'ubuntu2204'],
    ['ID=alpine\nVERSION_ID=3.20.1', null, null], ['ID=nixos\nVERSION_ID="24.05"', null, null], ['', null, null],
  ])('MongoDB on %j is the build %s, on arm64 %s', (osRelease, x64, arm64) => {
    const build = (arch: Platform['arch']) => { const file = mongodbFile(linux(arch, osRelease)); return typeof file === 'string' ? null : /-(?:x86_64|aarch64)-(\w+)-/.exec(file.path)?.[1]; };
    expect([build('x64'), build('arm64')]).toEqual([x64, arm64]);
  });

  it('MongoDB says where it has none', () => {
    expect(mongodbFile(linux('x64', 'ID=alpine\nVERSION_ID=3.20.1'))).toBe('MongoDB has no 6.0.27 for alpine on x64');
  });

  it('Alertmanager: one each, checked against the list of its release', () => {
    expect(paths(alertmanagerFile)).toEqual(['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'].map((name) => `v0.25.0/alertmanager-0.25.0.${name}.tar.gz`));
  });

  it('Chrome: the one puppeteer-core is made for, none for Linux on arm64', () => {
    expect(chromeVersion).toBe(PUPPETEER_REVISIONS.chrome);
    expect(paths(chromeFile)).toEqual([`${chromeVersion}/linux64/chrome-linux64.zip`, 'Chrome for Testing has no build for linux arm64', `${chromeVersion}/mac-x64/chrome-mac-x64.zip`, `${chromeVersion}/mac-arm64/chrome-mac-arm64.zip`]);
  });
});
