/** What may be chosen in a field: written in the definition, or kept elsewhere, where nothing here can look. */
import type { BkField } from './bk.process.ts';
import type { FieldTold } from './bk.fields.ts';
import { cutTo, objectsAt, textAt, type Raw } from './bk.values.ts';

export interface Choice { key: string; name: string }

const most = 2_000;

/** Null where they are kept elsewhere, or there are none: then it is written. */
export function choicesOf(field: BkField, told: FieldTold): Choice[] | null {
  const source = textAt(field.raw, 'source_type') || 'CUSTOM';
  const all = unique(field.type === 'TREESELECT' || field.type === 'CASCADE' ? leavesOf(objectsAt(field.raw, 'choice')) : objectsAt(field.raw, 'choice').map(choiceOf)).filter(({ key }) => key !== '');
  if (all.length > 0) {
    if (all.length > most) told.miss(`of its ${all.length} choices the first ${most} are kept`);
    return all.slice(0, most);
  }
  const where = [source, textAt(field.raw, 'source_uri')].filter((part) => part !== '').join(' ');
  told.find('bk-choices', { name: field.name || field.key, source: cutTo(where, 120) }, source === 'CUSTOM' ? 'info' : 'warning');
  told.miss(`its choices are not in the definition (${cutTo(where, 200)}); what is chosen is written`);
  return null;
}

const choiceOf = (raw: Raw): Choice => ({ key: textAt(raw, 'key') || textAt(raw, 'id'), name: textAt(raw, 'name') || textAt(raw, 'key') || textAt(raw, 'id') });

/** Of a tree the ends, each by the names on the way to it. */
function leavesOf(nodes: readonly Raw[], above = '', depth = 0): Choice[] {
  if (depth > 10) return [];
  return nodes.flatMap((node) => {
    const own = choiceOf(node);
    const name = above === '' ? own.name : `${above} / ${own.name}`;
    const below = [...objectsAt(node, 'children'), ...objectsAt(node, 'items')];
    return below.length === 0 ? [{ key: own.key, name }] : leavesOf(below, name, depth + 1);
  });
}

const unique = (choices: readonly Choice[]): Choice[] => [...new Map(choices.map((choice) => [choice.key, choice])).values()];
