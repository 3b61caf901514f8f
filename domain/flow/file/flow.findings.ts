/** Where a finding is (node, edge, field from its place in the file), and how it reads in a line and in an error's details. */
import type { ErrorShape } from '../../errors.ts';
import type { Finding } from '../flow.schema.ts';

export const escapedKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** JSON pointer of a path. */
export const pointerOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${escapedKey(String(key))}`).join('');

const collections: readonly (string | undefined)[] = ['nodes', 'edges', 'variables', 'forms'];

/** Node, edge and field that a JSON pointer into a flow file leads to. */
export function placeOf(path: string): Pick<Finding, 'node' | 'edge' | 'field'> {
  const [, collection, id, ...rest] = path.split('/').map(unescaped);
  const isWithin = collections.includes(collection) && id !== undefined && id !== '';
  const last = (isWithin ? rest : [collection, id, ...rest].filter((part) => part !== undefined)).at(-1) ?? null;
  return {
    node: collection === 'nodes' && isWithin ? id : null, ...(collection === 'edges' && isWithin ? { edge: id } : {}),
    field: collection === 'nodes' && rest[0] === 'config' && rest.length > 1 ? pointerOf(rest.slice(1)) : last,
  };
}

/** The finding with its place in full: path, field where there is one, file where its name is known. */
export function located(finding: Finding, file?: string): Finding {
  const path = finding.path ?? (finding.node === null ? '' : `/nodes/${escapedKey(finding.node)}${finding.field === null ? '' : `/config${finding.field}`}`);
  return { ...finding, path, field: finding.field ?? placeOf(path).field, ...(file === undefined ? {} : { file }) };
}

/** `file: node: field: message fix`; what is not known is left out. */
export function lineOf({ file, node, edge, field, message, fix }: Finding): string {
  return [file, node ?? edge, field, `${message} ${fix}`].filter((part) => part !== null && part !== undefined && part !== '').join(': ');
}

/** Findings as the details of an error, the first fifty. */
export const detailsOf = (findings: readonly Finding[]): NonNullable<ErrorShape['details']> =>
  findings.slice(0, 50).map((finding) => {
    const { code, params, frame, node, edge, field, path, message, fix, file } = located(finding);
    return { path: path ?? '', code, ...(params ? { params } : {}), ...(frame === undefined ? {} : { frame }), message, fix, node, ...(edge ? { edge } : {}), field, ...(file === undefined ? {} : { file }) };
  });
