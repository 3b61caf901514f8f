/**
 * Looks at a file before any parser does: its size, its encoding, how many elements it has and how deep they lie. A document type is refused as such, so that
 * no entity is ever declared and no other file ever named.
 */
import { phrase } from '#domain/message';
import { findingOf } from '#domain/flow/finding';
import type { Finding } from '#domain/flow/flow.schema';
import { bpmnLimits } from './bpmn.limits.ts';

/** What a file holds; `isCut`: there was more. */
export interface BpmnBytes { bytes: Uint8Array; isCut: boolean }

/** The text of the file, or why it is not even read. */
export function textOfFile({ bytes, isCut }: BpmnBytes): { ok: true; xml: string } | { ok: false; finding: Finding } {
  if (isCut || bytes.byteLength > bpmnLimits.bytes) return refuse(tooLarge(bytes.byteLength));
  const xml = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const finding = screen(xml);
  return finding ? { ok: false, finding } : { ok: true, xml };
}

const refuse = (finding: Finding): { ok: false; finding: Finding } => ({ ok: false, finding });
const tooLarge = (size: number): Finding => findingOf('file-too-large', { problem: phrase('file.kilobytes', { size: Math.round(size / 1024), limit: bpmnLimits.bytes / 1024 }) }, {});

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 300)).replace(/^\u00EF\u00BB\u00BF/, ''))?.[1] ?? 'utf-8';
  try {
    // A file that says UTF-16 and is read by bytes so far is not.
    return /^utf-?16/i.test(declared) ? 'utf-8' : new TextDecoder(declared).encoding;
  } catch {
    return 'utf-8';
  }
}

/** Goes over the tags once, without a tree. */
export function screen(xml: string): Finding | null {
  let [at, elements, depth] = [0, 0, 0];
  for (;;) {
    at = xml.indexOf('<', at);
    if (at < 0) return null;
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) return findingOf('bpmn-doctype', {}, {});
    else {
      const end = endOfTag(xml, at + 1);
      if (xml[at + 1] === '/') depth -= 1;
      else {
        elements += 1;
        if (xml[end - 2] !== '/') depth += 1;
        if (elements > bpmnLimits.elements) return findingOf('bpmn-elements', { limit: bpmnLimits.elements }, {});
        if (depth > bpmnLimits.depth) return findingOf('file-too-deep', { limit: bpmnLimits.depth }, {});
      }
      at = end;
    }
  }
}

export const after = (xml: string, mark: string, from: number): number => { const found = xml.indexOf(mark, from); return found < 0 ? xml.length : found + mark.length; };

/** Behind the ">" of a tag; one in an attribute's value is none. */
export function endOfTag(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml[at];
    if (sign === '>') return at + 1;
    if (sign === '"' || sign === "'") {
      at = xml.indexOf(sign, at + 1);
      if (at < 0) return xml.length;
    }
  }
  return xml.length;
}
