/** What `npm run new` makes for a socket: files by path, lines put into files that are there, and what its author does next. */

/** A file that is there, and how it reads with the plug-in in it. Throws where the place for it is not found. */
export interface Edit { path: string; change: (text: string) => string }
export interface Made { files: Record<string, string>; edits: Edit[]; /** One line each, the first thing first. */ next: string[] }
export interface Socket {
  /** Folder its plug-ins lie in. */
  folder: string;
  about: string;
  /** Sockets whose names it shares, itself left out. */
  sharesNamesWith: readonly string[];
  make(name: string): Made;
}

/** Puts a text in front of the first place that matches. */
export const before = (place: RegExp, added: string) => (text: string): string => {
  const at = place.exec(text)?.index;
  if (at === undefined) throw new Error(`found no place for "${added.trim()}"`);
  return text.slice(0, at) + added + text.slice(at);
};
/** Puts an import below the last one. */
export const withImport = (line: string) => (text: string): string => {
  const last = [...text.matchAll(/^import .*;\n/gm)].at(-1);
  if (!last) throw new Error(`found no place for "${line}"`);
  const at = last.index + last[0].length;
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
};
export const both = (...changes: readonly ((text: string) => string)[]) => (text: string): string => changes.reduce((so, change) => change(so), text);
