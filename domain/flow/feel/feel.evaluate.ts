/** Walks a parsed expression and gives its value, by the rules of DMN 1.3. Every node visited is a step; the meter stops what runs too long. */
import { arithmetic, negated } from './feel.arithmetic.ts';
import { callBuiltin } from './builtins/builtin.ts';
import { builtins } from './builtins/index.ts';
import { equals, holds, includes, isTemporal, order, passes, rangeOf, type OrderOp } from './feel.compare.ts';
import { FeelFault } from './feel.fault.ts';
import { eachRound } from './feel.iterate.ts';
import { hasType } from './feel.instance.ts';
import type { Meter } from './feel.meter.ts';
import { mentions } from './feel.parse.ts';
import { entryOf, Frame, ItemFrame, type Scope } from './feel.scope.ts';
import type { FeelNode } from './feel.syntax.ts';
import { propertyOf } from './feel.temporal.ts';
import { isContext, isFunction, isList, isRange, isUnequal, range, typeOf, type FeelContext, type FeelFunction, type FeelValue } from './feel.values.ts';

/** Evaluations active at once, all functions counted: keeps the engine's own stack from deciding, since every runtime has another one. */
const nestedEvaluations = 400;

type Node<K extends FeelNode['kind']> = Extract<FeelNode, { kind: K }>;

/** One evaluation. */
export class Evaluation {
  readonly #meter: Meter;
  #nested = 0;
  constructor(meter: Meter) {
    this.#meter = meter;
  }

  /** The value of a node. Throws FeelFault where a limit is reached. */
  value(node: FeelNode, scope: Scope): FeelValue {
    const meter = this.#meter;
    meter.at = node.at;
    meter.charge(1);
    this.#nested += 1;
    if (this.#nested > nestedEvaluations) throw new FeelFault('FEEL_CALL_DEPTH', { limit: meter.limits.callDepth }, node.at);
    const value = this.#evaluate(node, scope);
    this.#nested -= 1;
    return value;
  }

  #evaluate(node: FeelNode, scope: Scope): FeelValue {
    const meter = this.#meter;
    switch (node.kind) {
      case 'literal': return node.value;
      case 'name': return this.#name(node, scope);
      case 'input': return scope.find('?') ?? null;
      case 'arithmetic': return node.rest.reduce((left, step) => {
        const right = this.value(step.right, scope);
        meter.at = step.at;
        meter.charge(1);
        return arithmetic(step.op, left, right, meter);
      }, this.value(node.first, scope));
      case 'negate': return this.#placed(node, negated(this.value(node.of, scope), meter));
      case 'and': return this.#logical(node, scope, false);
      case 'or': return this.#logical(node, scope, true);
      case 'compare': return this.#compare(node, scope);
      case 'between': {
        const value = this.value(node.value, scope);
        const [low, high] = [this.value(node.low, scope), this.value(node.high, scope)];
        meter.at = node.at;
        return low === null || high === null || value === null ? meter.nothing('NOT_COMPARABLE', { left: typeOf(value), right: low === null ? 'null' : typeOf(high) })
          : includes(range(low, high, true, true), value, meter) ?? meter.nothing('NOT_COMPARABLE', { left: typeOf(value), right: typeOf(low) });
      }
      case 'in': return this.#in(node, scope);
      case 'instance': return hasType(this.value(node.value, scope), node.type, meter);
      case 'if': return this.#if(node, scope);
      case 'for': return this.#for(node, scope);
      case 'some': return this.#quantified(node, scope, true);
      case 'every': return this.#quantified(node, scope, false);
      case 'path': return this.#path(this.value(node.of, scope), node.name, node.at);
      case 'filter': return this.#filter(node, scope);
      case 'list': {
        meter.list(node.items.length);
        return node.items.map((item) => this.value(item, scope));
      }
      case 'context': return this.#context(node, scope);
      case 'function': return this.#function(node, scope);
      case 'call': return this.#call(node, scope);
      case 'range': return this.#range(node, scope);
      case 'test': {
        const value = this.value(node.value, scope);
        if (node.op === '=') return value;
        return node.op === '!=' ? { kind: 'unequal', value } : rangeOf(node.op, value);
      }
      case 'unary tests': return this.#unaryTests(node, scope);
    }
  }

  #placed(node: FeelNode, value: FeelValue): FeelValue {
    this.#meter.at = node.at;
    return value;
  }

  #name(node: Node<'name'>, scope: Scope): FeelValue {
    const value = scope.find(node.name);
    if (value !== undefined) return value;
    const fn = builtins.get(node.name);
    if (fn) return { kind: 'function', name: fn.name, parameters: fn.overloads[0]?.parameters.map((p) => p.name) ?? [], call: (args) => callBuiltin(fn, args, null, this.#meter) };
    return this.#meter.nothing('NO_VARIABLE_FOUND', { name: node.name }, node.at);
  }

  /** Three-valued and/or: `decisive` ends it at once; what is neither true nor false makes it unknown. */
  #logical(node: Node<'and' | 'or'>, scope: Scope, decisive: boolean): FeelValue {
    let isUnknown = false;
    for (const part of node.parts) {
      const value = this.value(part, scope);
      if (value === decisive) return decisive;
      if (value !== !decisive) {
        if (value !== null) this.#meter.nothing('INVALID_TYPE', { operator: node.kind, left: 'boolean', right: typeOf(value) }, part.at);
        isUnknown = true;
      }
    }
    return isUnknown ? null : !decisive;
  }

  #compare(node: Node<'compare'>, scope: Scope): FeelValue {
    const meter = this.#meter;
    const left = this.value(node.left, scope);
    const right = this.value(node.right, scope);
    meter.at = node.at;
    const incomparable = (): null => meter.nothing('NOT_COMPARABLE', { left: typeOf(left), right: typeOf(right) });
    if (node.op === '=' || node.op === '!=') {
      const same = equals(left, right, meter);
      return same === null ? incomparable() : same === (node.op === '=');
    }
    const compared = order(left, right, meter);
    return compared === null ? incomparable() : holds(node.op as OrderOp, compared);
  }

  #in(node: Node<'in'>, scope: Scope): FeelValue {
    const value = this.value(node.value, scope);
    const inner = new Frame(new Map([['?', value]]), scope);
    let isUnknown = false;
    for (const test of node.tests) {
      const result = this.#test(test, value, inner);
      if (result === true) return true;
      if (result === null) isUnknown = true;
    }
    return isUnknown ? null : false;
  }

  /** One unary test on a value: a condition on `?` counts as it is, anything else is a range, a list or a value to compare with. */
  #test(node: FeelNode, value: FeelValue, scope: Scope): boolean | null {
    const test = this.value(node, scope);
    this.#meter.at = node.at;
    if (typeof test === 'boolean' && node.kind !== 'literal' && (mentions(node, '?') || typeof value !== 'boolean')) return test;
    if (isFunction(test)) {
      const result = test.call([value]);
      return typeof result === 'boolean' ? result : null;
    }
    if (test === null && node.kind !== 'literal' && mentions(node, '?')) return null;
    return passes(test, value, this.#meter);
  }

  #unaryTests(node: Node<'unary tests'>, scope: Scope): FeelValue {
    const value = scope.find('?') ?? null;
    if (node.tests.length === 0) return true;
    let isUnknown = false;
    for (const test of node.tests) {
      const result = this.#test(test, value, scope);
      if (result === true) return !node.isNegated;
      if (result === null) isUnknown = true;
    }
    return isUnknown ? null : node.isNegated;
  }

  #if(node: Node<'if'>, scope: Scope): FeelValue {
    for (const { when, then } of node.cases) {
      const condition = this.value(when, scope);
      if (condition === true) return this.value(then, scope);
      if (condition !== false) this.#meter.nothing('CONDITION_NOT_BOOLEAN', { actual: typeOf(condition) }, when.at);
    }
    return this.value(node.otherwise, scope);
  }

  #for(node: Node<'for'>, scope: Scope): FeelValue {
    const results: FeelValue[] = [];
    const isRun = eachRound(node.iterators, scope, this, this.#meter, (round) => {
      const inner = node.usesPartial ? new Frame(new Map([['partial', this.#snapshot(results)]]), round) : round;
      results.push(this.value(node.body, inner));
      return true;
    });
    return isRun ? results : null;
  }

  #snapshot(results: readonly FeelValue[]): FeelValue {
    this.#meter.charge(1 + (results.length >> 4));
    return results.slice();
  }

  #quantified(node: Node<'some' | 'every'>, scope: Scope, decisive: boolean): FeelValue {
    let isUnknown = false;
    let isDecided = false;
    const isRun = eachRound(node.iterators, scope, this, this.#meter, (round) => {
      const value = this.value(node.body, round);
      isDecided = value === decisive;
      if (typeof value !== 'boolean') isUnknown = true;
      return !isDecided;
    });
    if (!isRun) return null;
    return isDecided ? decisive : isUnknown ? null : !decisive;
  }

  #path(target: FeelValue, name: string, at: number): FeelValue {
    const meter = this.#meter;
    if (isList(target)) {
      meter.at = at;
      meter.list(target.length);
      return target.map((item) => this.#path(item, name, at));
    }
    if (isContext(target)) return entryOf(target, name) ?? (target.get(name) === null ? null : meter.nothing('NO_CONTEXT_ENTRY_FOUND', { name }, at));
    if (isRange(target)) {
      if (name === 'start') return target.start;
      if (name === 'end') return target.end;
      if (name === 'start included') return target.startIncluded;
      if (name === 'end included') return target.endIncluded;
    }
    const property = isTemporal(target) ? propertyOf(target, name) : undefined;
    return property === undefined ? meter.nothing('NO_PROPERTY_FOUND', { name, of: typeOf(target) }, at) : property;
  }

  #filter(node: Node<'filter'>, scope: Scope): FeelValue {
    const meter = this.#meter;
    const target = this.value(node.of, scope);
    if (target === null) return null;
    const list = isList(target) ? target : [target];
    meter.at = node.at;
    meter.list(list.length);
    const found: FeelValue[] = [];
    for (const [index, item] of list.entries()) {
      const inner = new ItemFrame(item, scope);
      const result = this.value(node.by, inner);
      if (typeof result === 'number' && index === 0) return this.#at(list, result, node.by.at);
      const isKept = isRange(result) || isUnequal(result) ? passes(result, item, meter) : result;
      if (isKept === true) found.push(item);
      else if (isKept !== false && isKept !== null) meter.nothing('CONDITION_NOT_BOOLEAN', { actual: typeOf(result) }, node.by.at);
    }
    const position = list.length === 0 ? this.#position(node.by, scope) : null;
    return position === null ? found : this.#at(list, position, node.by.at);
  }

  /** The number an empty list is asked for, where it can be told without an element. */
  #position(by: FeelNode, scope: Scope): number | null {
    const isPlain = by.kind === 'literal' || by.kind === 'negate' || by.kind === 'arithmetic' || (by.kind === 'name' && scope.find(by.name) !== undefined);
    const value = isPlain ? this.value(by, scope) : null;
    return typeof value === 'number' ? value : null;
  }

  #at(list: readonly FeelValue[], position: number, at: number): FeelValue {
    const item = Number.isInteger(position) && position !== 0 ? list.at(position < 0 ? position : position - 1) : undefined;
    return item === undefined ? this.#meter.nothing('INDEX_OUT_OF_RANGE', { index: String(position) }, at) : item;
  }

  #context(node: Node<'context'>, scope: Scope): FeelValue {
    const result: FeelContext = new Map();
    const inner = new Frame(result, scope);
    this.#meter.list(node.entries.length);
    for (const { key, value } of node.entries) result.set(key, this.value(value, inner));
    return result;
  }

  #function(node: Node<'function'>, scope: Scope): FeelFunction {
    const { parameters, body, at } = node;
    return {
      kind: 'function', name: 'function', parameters,
      call: (args) => {
        const meter = this.#meter;
        if (args.length !== parameters.length) return meter.nothing('INVALID_ARGUMENTS', { name: 'function', usage: `function(${parameters.join(', ')})`, given: args.length === 0 ? 'nothing' : args.map(typeOf).join(', ') });
        meter.calls += 1;
        if (meter.calls > meter.limits.callDepth) throw new FeelFault('FEEL_CALL_DEPTH', { limit: meter.limits.callDepth }, at);
        const value = this.value(body, new Frame(new Map(parameters.map((name, i) => [name, args[i] ?? null])), scope));
        meter.calls -= 1;
        return value;
      },
    };
  }

  /** A name that is called means a function of the expression, else one of FEEL's; data of that name is passed over. */
  #call(node: Node<'call'>, scope: Scope): FeelValue {
    const meter = this.#meter;
    const own = node.callee.kind === 'name' ? scope.find(node.callee.name) : this.value(node.callee, scope);
    const fn = node.callee.kind === 'name' && !isFunction(own ?? null) ? builtins.get(node.callee.name) : undefined;
    const positional = node.positional.map((arg) => this.value(arg, scope));
    const named = node.named ? new Map(node.named.map(({ name, value }) => [name, this.value(value, scope)])) : null;
    meter.at = node.at;
    if (fn) return callBuiltin(fn, positional, named, meter);
    if (own === undefined || own === null) return meter.nothing('NO_FUNCTION_FOUND', { name: node.callee.kind === 'name' ? node.callee.name : 'null' });
    if (!isFunction(own)) return meter.nothing('NOT_A_FUNCTION', { actual: typeOf(own) });
    if (!named) return own.call(positional);
    if (named.size !== own.parameters.length || !own.parameters.every((name) => named.has(name))) {
      return meter.nothing('INVALID_ARGUMENTS', { name: own.name, usage: `${own.name}(${own.parameters.join(', ')})`, given: [...named.keys()].join(', ') });
    }
    return own.call(own.parameters.map((name) => named.get(name) ?? null));
  }

  #range(node: Node<'range'>, scope: Scope): FeelValue {
    const [start, end] = [this.value(node.start, scope), this.value(node.end, scope)];
    const meter = this.#meter;
    meter.at = node.at;
    if (start !== null && end !== null && order(start, end, meter) === null) return meter.nothing('NOT_COMPARABLE', { left: typeOf(start), right: typeOf(end) });
    if (start === null && end === null) return meter.nothing('NOT_COMPARABLE', { left: 'null', right: 'null' });
    return range(start, end, node.startIncluded && start !== null, node.endIncluded && end !== null);
  }
}
