/** Compares two models of BPMN as a parser of BPMN reads them, element by element: types, attributes, texts, references, bounds and corners. Shares nothing with import and export. */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';

interface Facts { type: string; facts: Map<string, string> }
export interface ReadModel { elements: Map<string, Facts>; warnings: string[] }

const isElement = (value: unknown): value is ModdleElement => typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string';
/** An element with an id goes by it; one without by where it stands. */
const nameOf = (element: ModdleElement, otherwise: string): string => (typeof element['id'] === 'string' ? `#${element['id']}` : otherwise);

export async function readModel(xml: string): Promise<ReadModel> {
  const { rootElement, warnings, references } = await new BpmnModdle().fromXML(xml);
  const elements = new Map<string, Facts>();
  const names = new Map<ModdleElement, string>();
  const walk = (element: ModdleElement, name: string): void => {
    const facts = new Map<string, string>();
    elements.set(name, { type: element.$type, facts });
    names.set(element, name);
    for (const [key, value] of Object.entries(element.$attrs ?? {})) if (!/^xmlns(:|$)/.test(key)) facts.set(`@${key}`, String(value));
    for (const key of Object.keys(element)) {
      if (key.startsWith('$') && key !== '$children' && key !== '$body') continue;
      const value = element[key];
      const list = Array.isArray(value) ? value : [value];
      for (const [index, one] of list.entries()) {
        if (!isElement(one)) facts.set(`${key}[${Array.isArray(value) ? index : ''}]`, String(one).trim());
        else if (isInside(element, one)) walk(one, nameOf(one, `${name}/${key}[${index}:${one.$type}]`));
      }
      const named = list.filter(isElement).map((one) => nameOf(one, '')).filter((one) => one !== '').sort();
      if (named.length > 0) facts.set(`${key}->`, named.join(' '));
    }
  };
  walk(rootElement, '#definitions');
  for (const { element, property, id } of references) elements.get(names.get(element) ?? '')?.facts.set(`${property.replace('bpmn:', '')}~${id}`, id);
  return { elements, warnings: warnings.map(({ message }) => message.replace(/\s+/g, ' ')) };
}

const isInside = (parent: ModdleElement, child: ModdleElement): boolean => child.$parent === parent || child.$parent === undefined;

/** What the first says and the second does not, each as one line. `isExact`: what only the second says, too. */
export function differences(one: ReadModel, other: ReadModel, isExact = false): string[] {
  const missing = (from: ReadModel, to: ReadModel, sign: string): string[] => [...from.elements].flatMap(([name, { type, facts }]) => {
    const there = to.elements.get(name);
    if (!there) return [`${sign} ${type} ${name}`];
    return [...(there.type === type ? [] : [`${sign} ${name} is ${type}, not ${there.type}`]), ...[...facts].filter(([key, value]) => there.facts.get(key) !== value).map(([key, value]) => `${sign} ${name} ${key} = ${value.slice(0, 120)} | ${String(there.facts.get(key)).slice(0, 120)}`)];
  });
  return [...missing(one, other, '-'), ...(isExact ? missing(other, one, '+') : [])];
}
