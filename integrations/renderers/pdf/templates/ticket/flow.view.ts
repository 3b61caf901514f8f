/** The drawing of a ticket's flow as still shapes: the same places and ways as on screen, where its tokens are and have been, at a size that can be read on paper. */
import { drawingOf, type Drawing, type DrawnNode } from '#domain/flow/drawing/drawing';
import { fitting } from '#domain/flow/drawing/fitting';
import { boundsOf, centre, pathOf, type Point, type Rect } from '#domain/flow/drawing/geometry';
import { labelWidth } from '#domain/flow/drawing/labels';
import { pictureRun, type PictureRun } from '#domain/flow/drawing/picture-run';
import { stepIcons } from '#domain/flow/drawing/step-icons';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { TicketDocument } from '#domain/document/ticket.document';
import type { TicketWords } from './ticket.words.ts';

const pad = 30;
/** Millimetres of paper a drawing may take, and how many units of it may stand on one at most: more, and its words cannot be read. */
const paper = { width: 178, height: 215, unitsPerMm: 9.6 };
/** Room of one line in a card beside its icon, and below an event. */
const cardRoom = 146;
const underRoom = 150;

type Flow = NonNullable<TicketDocument['flow']>;

export function flowView({ file, n, version, status, ...run }: Flow, words: TicketWords) {
  const { t, say, list, locale, knows } = words;
  const drawing = drawingOf(file, nodeKinds, locale);
  const picture = pictureRun(run);
  const at = [...picture.tokens.keys()].map((id) => say(file.nodes[id]?.name) || id);
  const ended = `run.status.${status}`;
  return {
    name: t('facts.flowVersion', { flow: say(file.name), version }), again: n > 1 ? t('ticket.run', { n }) : '',
    where: at.length > 0 ? t('run.at', { names: list(at) }) : knows(ended) ? t(ended) : t('run.over'),
    hasIncident: picture.incidents.size > 0,
    strips: stripsOf(drawing).map((seen) => ({ ...sizeOf(seen), ...shapesOf(drawing, picture, seen, locale === 'ar') })),
  };
}

/** A wide drawing is cut into strips below each other, each with a little of the one before. */
export function stripsOf(drawing: Drawing): Rect[] {
  const bounds = boundsOf(drawing.nodes.map((node) => node.rect));
  const whole: Rect = { x: bounds.x - pad, y: bounds.y - pad, width: bounds.width + pad * 2, height: bounds.height + pad * 2 };
  const count = Math.max(1, Math.ceil(whole.width / (paper.width * paper.unitsPerMm)));
  const shared = count > 1 ? 60 : 0;
  const width = (whole.width + shared * (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => ({ ...whole, x: whole.x + index * (width - shared), width }));
}

function sizeOf({ x, y, width, height }: Rect): { viewBox: string; width: string; height: string } {
  const mmPerUnit = Math.min(paper.width / width, paper.height / height, 0.2);
  return { viewBox: [x, y, width, height].map((part) => part.toFixed(1)).join(' '), width: `${(width * mmPerUnit).toFixed(1)}mm`, height: `${(height * mmPerUnit).toFixed(1)}mm` };
}

function shapesOf(drawing: Drawing, run: PictureRun, seen: Rect, isRtl: boolean) {
  const inSight = ({ rect }: DrawnNode): boolean => rect.x < seen.x + seen.width && rect.x + rect.width > seen.x;
  const nodes = drawing.nodes.filter(inSight);
  const steps = nodes.filter((node) => node.shape !== 'scope');
  return {
    scopes: nodes.filter((node) => node.shape === 'scope').map(({ rect, title }) => ({ ...rect, title, titleX: isRtl ? rect.x + rect.width - 14 : rect.x + 14, titleY: rect.y + 24 })),
    lines: drawing.edges.map((edge) => ({ d: pathOf(edge.points), isVisited: (run.visitedEdges[edge.id] ?? 0) > 0 })),
    labels: drawing.edges.flatMap(({ label, labelAt }) => (label && labelAt ? [labelOf(label, labelAt)] : [])),
    cards: steps.filter((node) => node.shape === 'card').map((node) => cardOf(node, run, isRtl)),
    gateways: steps.filter((node) => node.shape === 'gateway').map((node) => ({ ...roundOf(node, run), d: diamond(node.rect) })),
    events: steps.filter((node) => node.shape === 'event' || node.shape === 'boundary').map((node) => ({ ...roundOf(node, run), r: node.rect.width / 2, ring: node.ring })),
    tokens: steps.flatMap(({ id, rect }) => { const count = run.tokens.get(id) ?? 0; return count > 0 ? [{ x: rect.x + rect.width, y: rect.y, textY: rect.y + 6, count: count > 1 ? String(count) : '' }] : []; }),
  };
}

/** Its words on a ground of their own, as wide as the canvas' chip and a little more: letters are larger here. */
function labelOf(label: string, { x, y }: Point) {
  const width = labelWidth(label) * 1.1;
  return { x, y: y + 4.5, text: fitting(label, 230), groundX: x - width / 2, groundY: y - 9, width };
}

const stateOf = (id: string, run: PictureRun): string => (run.incidents.has(id) ? 'incident' : (run.tokens.get(id) ?? 0) > 0 ? 'here' : (run.visitedNodes[id] ?? 0) > 0 ? 'done' : 'ahead');
const diamond = ({ x, y, width, height }: Rect): string => `M${x + width / 2} ${y}L${x + width} ${y + height / 2}L${x + width / 2} ${y + height}L${x} ${y + height / 2}Z`;

function cardOf(node: DrawnNode, run: PictureRun, isRtl: boolean) {
  const { x, y, width, height } = node.rect;
  const lines = linesOf(node.title, cardRoom, 2);
  const top = y + height / 2 - (lines.length - 1) * 10 + 6;
  return {
    ...node.rect, state: stateOf(node.id, run), tone: node.tone, icon: stepIcons[node.icon], iconX: isRtl ? x + width - 40 : x + 12, iconY: y + height / 2 - 14,
    lines: lines.map((text, index) => ({ text, x: isRtl ? x + width - 50 : x + 50, y: top + index * 20 })),
  };
}

function roundOf(node: DrawnNode, run: PictureRun) {
  const { x, y } = centre(node.rect);
  const isBeside = node.shape === 'boundary';
  const [from, top] = isBeside ? [node.rect.x + node.rect.width + 6, y + 18] : [x, node.rect.y + node.rect.height + 18];
  return {
    x, y, state: stateOf(node.id, run), tone: node.tone, icon: stepIcons[node.icon], iconX: x - 9, iconY: y - 9, isBeside,
    lines: linesOf(node.title, underRoom, 2).map((text, index) => ({ text, x: from, y: top + index * 17 })),
  };
}

/** A title in so many lines at most, cut between words where it has any. */
export function linesOf(title: string, room: number, most: number): string[] {
  const words = title.slice(0, 300).split(/(?<=\s)/);
  const lines: string[] = [];
  for (const word of words) {
    const line = `${lines.at(-1) ?? ''}${word}`;
    if (lines.length > 0 && (fitting(line.trimEnd(), room) === line.trimEnd() || lines.length === most)) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  const [only] = lines;
  // Languages without spaces are cut where the room ends.
  if (lines.length === 1 && only && fitting(only, room) !== only) {
    const first = fitting(only, room).replace(/…$/, '');
    return [first, fitting(only.slice(first.length), room)];
  }
  return lines.map((line) => fitting(line.trim(), room));
}
