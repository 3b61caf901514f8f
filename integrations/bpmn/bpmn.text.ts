/** Writes plain elements as XML. */
import { isTree, type Tree } from './bpmn.tree.ts';

/** `prefix`: of BPMN's own elements; empty where it is the default namespace. */
export function xmlOf(root: Tree, prefix: string, namespaces: Readonly<Record<string, string>>): string {
  const spaces = Object.fromEntries(Object.entries(namespaces).map(([name, uri]) => [name === '' ? 'xmlns' : `xmlns:${name}`, uri]));
  const lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write({ ...root, attributes: { ...spaces, ...root.attributes } }, prefix, '', lines);
  return `${lines.join('\n')}\n`;
}

function write(tree: Tree, prefix: string, indent: string, lines: string[]): void {
  const { children = [] } = tree;
  const name = nameOf(tree.tag, prefix);
  const open = `${indent}<${name}${Object.entries(tree.attributes ?? {}).map(([key, value]) => ` ${key}="${quoted(value)}"`).join('')}`;
  if (children.length === 0) lines.push(`${open}/>`);
  // Around text no white space may be added.
  else if (children.some((child) => !isTree(child))) lines.push(`${open}>${children.map((child) => (isTree(child) ? inline(child, prefix) : escaped(child))).join('')}</${name}>`);
  else {
    lines.push(`${open}>`);
    for (const child of children) if (isTree(child)) write(child, prefix, `${indent}  `, lines);
    lines.push(`${indent}</${name}>`);
  }
}

function inline(tree: Tree, prefix: string): string {
  const lines: string[] = [];
  write(tree, prefix, '', lines);
  return lines.map((line) => line.trimStart()).join('');
}

const nameOf = (tag: string, prefix: string): string => (tag.startsWith(':') ? tag.slice(1) : tag.includes(':') || prefix === '' ? tag : `${prefix}:${tag}`);
/** Characters XML has no way to write: most of those that control, and halves of a pair. */
const written = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => (/[\t\n\r\u007f-\u009f]/.test(sign) ? sign : '\ufffd'));
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const escaped = (text: string): string => written(text).replace(/[&<>\r]/g, (sign) => signs[sign]!);
const quoted = (text: string): string => written(text).replace(/[&<>"\n\r\t]/g, (sign) => signs[sign]!);
