/** How a browser is told to save a file, with a name in any script (RFC 6266): an ASCII name for old ones, the whole one beside it. */

const encoded = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** `isInPlace`: opened, and saved under that name only when asked to. */
export function attachmentOf(name: string, isInPlace = false): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `${isInPlace ? 'inline' : 'attachment'}; filename="${ascii}"${ascii === name ? '' : `; filename*=UTF-8''${encoded(name)}`}`;
}
