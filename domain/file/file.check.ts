/** Decides whether a file is what it says: content (told from the bytes) against the ending of its name and the type the sender said. Pure. */
import { CatalogueError } from '../errors.ts';
import { phrase, type Phrase } from '../message.ts';
import { fileKindKeys, fileKinds, kindOf, plainText, type FileKindKey } from './file.kinds.ts';
import { endingOf } from './file.name.ts';
import type { FileBeing } from './file.phrases.ts';

/** What is not taken, by what the look at the bytes calls it. */
const beings: readonly [RegExp, FileBeing][] = [
  [/^text\/html$/, 'html'], [/^image\/svg\+xml$/, 'svg'], [/macroenabled/i, 'macros'],
  [/^application\/(x-msdownload|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|java-vm|java-archive|vnd\.android\.package-archive|wasm|x-ms-shortcut|x-msi|x-deb|x-rpm|x-apple-diskimage|x-lua-bytecode)$/, 'program'],
  [/^video\//, 'video'], [/^audio\//, 'sound'], [/^image\//, 'image'], [/^application\/xml$/, 'xml'],
];
/** Types a browser says when it does not know. */
const unsaid: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/x-download']);

/** What a content is, in words. `content` null: nothing that is known. */
export function beingOf(content: string | null): Phrase {
  if (content === plainText) return phrase('file.is.text');
  if (content === 'application/x-cfb') return phrase('file.is.cfb');
  const kind = fileKindKeys.find((key) => kindOf(key).content.includes(content ?? ''));
  if (kind !== undefined) return phrase(`file.is.${kind}`);
  const being = content === null ? undefined : beings.find(([pattern]) => pattern.test(content))?.[1];
  return phrase(`file.is.${being ?? 'unknown'}`);
}

export interface FileFacts {
  name: string;
  /** As the sender says it, parameters and all; empty: nothing said. */
  said: string;
  /** By the bytes; null: nothing that is known. */
  content: string | null;
}

/** The kind it is. Throws FILE_TYPE_LIES, FILE_KIND_NOT_ALLOWED. */
export function fileKindOf({ name, said, content }: FileFacts): FileKindKey {
  const is = beingOf(content);
  const ending = endingOf(name);
  const byContent = fileKindKeys.filter((key) => kindOf(key).content.includes(content ?? ''));
  const byEnding = fileKindKeys.filter((key) => kindOf(key).endings.includes(ending));
  const kind = byContent.find((key) => byEnding.includes(key)) ?? (ending === '' ? (content === plainText ? 'text' : byContent[0]) : undefined);
  if (kind === undefined) {
    if (byEnding[0] !== undefined) throw new CatalogueError('FILE_TYPE_LIES', { name, said: phrase(`file.is.${byEnding[0]}`), is });
    if (byContent.length > 0 && content !== plainText && ending !== '') throw new CatalogueError('FILE_TYPE_LIES', { name, said: phrase('file.is.named', { ending }), is });
    throw new CatalogueError('FILE_KIND_NOT_ALLOWED', { name, is: byContent.length > 0 && ending !== '' ? phrase('file.is.named', { ending }) : is });
  }
  const type = said.split(';')[0]!.trim().toLowerCase();
  if (!mayBeSaid(kind, type)) throw new CatalogueError('FILE_TYPE_LIES', { name, said: saidIn(type), is });
  return kind;
}

function mayBeSaid(key: FileKindKey, type: string): boolean {
  const { mime, says = [], group } = kindOf(key);
  return unsaid.has(type) || type === mime || says.includes(type) || (type === plainText && kindOf(key).content.includes(plainText)) || (group === 'archive' && type.startsWith('application/x-'));
}

function saidIn(type: string): Phrase {
  const kind = fileKindKeys.find((key) => kindOf(key).mime === type && fileKinds[key].mime !== plainText);
  return kind === undefined ? phrase('file.is.said', { type: type.slice(0, 80) }) : phrase(`file.is.${kind}`);
}
