/** States a machine carries out, as activities that still want an executor chosen: what the definition says of the call stands in their inputs, but for what signs it in. */
import type { Json } from '#domain/values';
import { feelText } from '../bpmn/expression.print.ts';
import type { BkDraft } from './bk.draft.ts';
import { calledState } from './bk.draft.ts';
import type { BkState } from './bk.process.ts';
import { resolverOf } from './bk.sources.ts';
import { cutTo, firstAt, isFalseAt, isRaw, memberOf, objectAt, objectsAt, plainJson, textAt, type Raw } from './bk.values.ts';

export function machineConfig(draft: BkDraft, state: BkState, node: string): Record<string, Json> {
  const result = draft.fresh(`result_${state.id}`);
  draft.answers.set(state.id, result);
  draft.declare([result]);
  draft.find('bpmn-placeholder', { name: calledState(state), type: state.type }, 'info', node, '/activity');
  for (const field of state.fields) draft.missField(state, field, 'a machine fills it in there; what it answers is kept as one variable');
  const activity = state.type.toLowerCase();
  return { activity: /^[a-z][a-z0-9-]{0,39}$/.test(activity) ? activity : 'task', inputs: inputsOf(draft, state), resultVariable: result };
}

function inputsOf(draft: BkDraft, state: BkState): Record<string, Json> {
  const said = state.type === 'WEBHOOK' ? webhook(draft, state) : task(state);
  const read = (value: Json): Json => (typeof value === 'string' ? filledIn(draft, state, value) : Array.isArray(value) ? value.map(read) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one)])) : value);
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]): [string, Json][] => {
    const plain = plainJson(withoutSecrets(draft, state, value));
    return plain === undefined || plain === null || plain === '' || (typeof plain === 'object' && Object.keys(plain).length === 0) ? [] : [[name, read(plain)]];
  }));
}

function webhook(draft: BkDraft, state: BkState): Record<string, unknown> {
  const info = objectAt(state.extras, 'webhook_info');
  const body = objectAt(info, 'body');
  if (Object.keys(objectAt(objectAt(info, 'auth'), 'auth_config')).length > 0) draft.missAt(state, 'how the call signs in: it is not taken over; name a secret instead');
  const pairs = (name: string): Record<string, unknown> => Object.fromEntries(objectsAt(info, name).filter((one) => textAt(one, 'key') !== '' && !isFalseAt(one, 'select')).map((one) => [textAt(one, 'key'), memberOf(one, 'value')]));
  return {
    url: memberOf(info, 'url'), method: memberOf(info, 'method'), query: pairs('query_params'), headers: pairs('headers'), body: memberOf(body, 'content') ?? memberOf(body, 'value'), bodyType: firstAt(body, 'raw_type', 'type'),
    successWhen: memberOf(info, 'success_exp'), timeoutSeconds: memberOf(objectAt(info, 'settings'), 'timeout'),
  };
}

/** What other systems are asked to do: the template or plug-in and its values, under the names they have there. */
function task({ raw, extras }: BkState): Record<string, unknown> {
  const api = objectAt(raw, 'api_info');
  const remote = objectAt(api, 'remote_api_info');
  const call = { ...objectAt(api, 'api_instance_info'), ...api };
  return {
    ...Object.fromEntries(['sops_info', 'devops_info', 'bk_plugin_info'].map((name) => [name.replace(/_info$/, ''), objectAt(extras, name)])),
    api: firstAt(remote, 'name') || firstAt(raw, 'api_instance_id').replace(/^0$/, ''), path: memberOf(remote, 'path'), method: memberOf(remote, 'method'), params: objectAt(call, 'req_params'), body: objectAt(call, 'req_body'),
  };
}

const secret = /auth|token|secret|cookie|passw|credential|(^|[-_])key$|api.?key/i;

/** What a member with such a name holds is left out, and told by its name only. */
function withoutSecrets(draft: BkDraft, state: BkState, value: unknown, levels = 6): unknown {
  if (levels === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, 200).map((one) => withoutSecrets(draft, state, one, levels - 1));
  const isPair = isRaw(value) && typeof value['key'] === 'string' && secret.test(value['key']);
  return Object.fromEntries(Object.entries(value as Raw).filter(([name, inner]) => {
    const isSecret = (typeof inner === 'string' && inner !== '' && name !== 'key' && secret.test(name)) || (isPair && name === 'value');
    if (isSecret) draft.missAt(state, `what "${cutTo(isPair ? String((value as Raw)['key']) : name, 80)}" holds, because it may be a secret`);
    return !isSecret;
  }).map(([name, inner]) => [name, withoutSecrets(draft, state, inner, levels - 1)]));
}

/** "{{key}}", "${key}" and "${params_key}" stand for values. */
const hole = /\{\{\s*(\w+)\s*\}\}|\$\{\s*(?:params_)?(\w+)\s*\}/g;

function filledIn(draft: BkDraft, state: BkState, text: string): string {
  const keys = [...text.matchAll(hole)].map(([, one, other]) => one ?? other!);
  if (keys.length === 0) return text.startsWith('=') ? `=${feelText(text)}` : text;
  const resolve = resolverOf(draft, () => undefined);
  const terms = keys.map((key) => resolve(key));
  const pieces = text.split(/\{\{\s*\w+\s*\}\}|\$\{\s*\w+\s*\}/);
  const feel = pieces.flatMap((piece, index) => {
    const term = terms[index];
    const value = term === undefined ? [] : 'why' in term ? [feelText(`{{${keys[index]}}}`)] : [`(if ${term.feel} = null then "" else string(${term.feel}))`];
    return [...(piece === '' ? [] : [feelText(piece)]), ...value];
  }).join(' + ');
  if (feel.length <= 3_900) return `=${feel}`;
  draft.missAt(state, `a text with ${keys.length} values in it is too long to be computed here`);
  return text.startsWith('=') ? `=${feelText(text)}` : text;
}
