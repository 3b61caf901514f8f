/**
 * One font for the browser itself, in a folder of its own: on a machine without any, Chromium sets no letter at all, not even of the fonts a page brings.
 * Fonts of the machine stay in use behind it, for what ours lack (emoji). Linux only; other systems always have some.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unpackWoff } from './woff.ts';

export interface FontConfig {
  /** For the browser's environment; empty where none is needed. */
  env: Readonly<Record<string, string>>;
  remove(): void;
}

const require = createRequire(import.meta.url);

export function makeFontConfig(platform: NodeJS.Platform = process.platform): FontConfig {
  if (platform !== 'linux') return { env: {}, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-fonts-'));
  const packed = join(dirname(require.resolve('@fontsource/noto-sans/package.json')), 'files/noto-sans-latin-400-normal.woff');
  writeFileSync(join(folder, 'noto-sans.ttf'), unpackWoff(readFileSync(packed)));
  const file = join(folder, 'fonts.conf');
  const own = process.env['FONTCONFIG_FILE'] ?? '/etc/fonts/fonts.conf';
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">${inXml(own)}</include><dir>${inXml(folder)}</dir><cachedir>${inXml(join(folder, 'cache'))}</cachedir></fontconfig>`);
  return { env: { FONTCONFIG_FILE: file }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const inXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
