import { describe, expect, it } from 'vitest';
import { compileExpression, evaluate, isCompiled, type CompileOptions } from './feel.ts';

const now = '2026-03-01T08:30:00.000Z';
const vars = {
  n: 7, zero: 0, text: 'Router down', empty: '', yes: true, no: false, nothing: null,
  numbers: [3, 1, 2], words: ['b', 'a', 'c'], mixed: [1, 'a', null], nested: [[1, 2], [3]],
  ticket: { id: 'INC-7', priority: 1, owner: { name: 'Ada' }, tags: ['net', 'core'], constructor: 'plain' },
  tickets: [{ id: 1, state: 'open', cost: 10 }, { id: 2, state: 'done', cost: 20 }, { id: 3, state: 'open', cost: 30 }],
  day: { '@feel': 'date', value: '2026-02-28' }, count: 5, 'due-date': 'x', 'first name': 'Ada',
};

function run(text: string, options: CompileOptions = {}): unknown {
  const compiled = compileExpression(text, options);
  if (!isCompiled(compiled)) throw new Error(`${text}: ${compiled.map((f) => `${f.code} ${f.message}`).join('; ')}`);
  const result = evaluate(compiled, vars, { now });
  if (!result.ok) throw new Error(`${text}: ${result.code}`);
  return result.value;
}
const date = (value: string) => ({ '@feel': 'date', value });
const time = (value: string) => ({ '@feel': 'time', value });
const dateTime = (value: string) => ({ '@feel': 'date and time', value });
const days = (value: string) => ({ '@feel': 'days and time duration', value });
const months = (value: string) => ({ '@feel': 'years and months duration', value });

type Row = [expression: string, value: unknown];

const arithmetic: Row[] = [
  ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['10 - 4 - 3', 3], ['2 ** 3', 8], ['2 ^ 3', 8], ['-n', -7], ['- 3 + 5', 2], ['7 / 2', 3.5], ['1 / 0', null], ['n / zero', null],
  ['1 + null', null], ['nothing * 2', null], ['"a" + "b"', 'ab'], ['"a" + 1', null], ['1 + "a"', null], ['true + 1', null], ['[1] + 2', 3], ['1e3', 1000], ['.5 + .25', 0.75], ['0.1 + 0.2 = 0.3', false],
  ['-2 ** 2', 4], ['10 ** 400', null], ['1 - -1', 2], ['2 ** 0.5 * 2 ** 0.5 > 1.99', true], ['1 + 1 // a comment', 2], ['1 /* inside */ + 1', 2],
];
const logic: Row[] = [
  ['true and false', false], ['true and null', null], ['false and null', false], ['null and false', false], ['true or null', true], ['null or true', true], ['false or null', null], ['null and null', null],
  ['not(true)', false], ['not(null)', null], ['not("a")', null], ['true and "a"', null], ['1 = 1 and 2 = 2 and 3 = 3', true], ['false or false or true', true], ['true or false and false', true],
  ['if true then 1 else 2', 1], ['if null then 1 else 2', 2], ['if "a" then 1 else 2', 2], ['if n > 5 then "big" else if n > 3 then "mid" else "small"', 'big'],
];
const comparison: Row[] = [
  ['1 = 1', true], ['1 = 2', false], ['1 != 2', true], ['1 = "1"', null], ['null = null', true], ['null = 1', false], ['nothing != null', false], ['"a" < "b"', true], ['1 < "b"', null], ['null < 1', null],
  ['[1, 2] = [1, 2]', true], ['[1, 2] = [2, 1]', false], ['{a: 1} = {a: 1}', true], ['{a: 1} = {a: 2}', false], ['{a: 1, b: 2} = {b: 2, a: 1}', true], ['true = true', true], ['true < false', null],
  ['5 between 1 and 10', true], ['1 between 1 and 10', true], ['10 between 1 and 10', true], ['11 between 1 and 10', false], ['null between 1 and 2', null], ['5 between null and 2', null], ['5 between 10 and 1', false],
  ['1 in [1..3]', true], ['3 in [1..3)', false], ['1 in (1..3]', false], ['2 in ]1..3[', true], ['2 in (1, 2, 3)', true], ['4 in (1, 2, 3)', false], ['4 in (< 5)', true], ['4 in (> 5, < 3)', false], ['"b" in words', true], ['"z" in words', false],
  ['2 in [1, 2]', true], ['5 in (>= 5)', true], ['null in (1, 2)', false], ['1 in null', false], ['n in [5..zero + 9]', true], ['@"2026-01-05" in [@"2026-01-01"..@"2026-01-31"]', true], ['"c" in ["a".."f"]', true], ['2 in (!= 2)', false], ['3 in (!= 2)', true],
  ['4 in (? > 3 and ? < 5)', true],
];
const lists: Row[] = [
  ['numbers[1]', 3], ['numbers[-1]', 2], ['numbers[4]', null], ['numbers[0]', null], ['[][1]', null], ['numbers[item > 1]', [3, 2]], ['numbers[> 1]', [3, 2]], ['tickets[state = "open"].id', [1, 3]], ['tickets[item.cost > 15].cost', [20, 30]], ['tickets[2].state', 'done'],
  ['numbers[true]', [3, 1, 2]], ['numbers[false]', []], ['5[1]', 5], ['5[item > 3]', [5]], ['nothing[1]', null], ['tickets.id', [1, 2, 3]], ['tickets[state = "none"]', []], ['numbers[n - 5]', 1], ['numbers[[1..2]]', [1, 2]],
  ['count(numbers)', 3], ['count([])', 0], ['count(count)', 1], ['count', 5], ['sum(numbers)', 6], ['sum([])', null], ['sum(1, 2, 3)', 6], ['sum([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])', 1], ['min(numbers)', 1], ['max(1, 5, 3)', 5], ['min([])', null], ['max(words)', 'c'], ['min(@"2026-01-02", @"2026-01-01")', date('2026-01-01')],
  ['mean(numbers)', 2], ['mean([])', null], ['median(8, 2, 5, 3, 4)', 4], ['median([6, 1, 2, 3])', 2.5], ['stddev(2, 4, 7, 5)', 2.0816659994661326], ['mode(6, 3, 9, 6, 6)', [6]], ['mode([6, 1, 9, 6, 1])', [1, 6]], ['mode([])', []], ['product(2, 3, 4)', 24],
  ['all(true, true)', true], ['all([true, false, null])', false], ['all([true, null])', null], ['all([])', true], ['any([false, null, true])', true], ['any([])', false], ['any([false, null])', null],
  ['sublist([4, 5, 6], 1, 2)', [4, 5]], ['sublist([4, 5, 6], -2)', [5, 6]], ['append([1], 2, 3)', [1, 2, 3]], ['append([1], null)', [1, null]], ['concatenate([1, 2], [3])', [1, 2, 3]], ['insert before([1, 3], 1, 2)', [2, 1, 3]], ['insert before([1, 3], 3, 5)', [1, 3, 5]],
  ['remove([1, 2, 3], 2)', [1, 3]], ['reverse(numbers)', [2, 1, 3]], ['index of([1, 2, 3, 2], 2)', [2, 4]], ['union([1, 2], [2, 3])', [1, 2, 3]], ['distinct values([1, 2, 3, 2, 1])', [1, 2, 3]], ['distinct values([[1], [1], {a: 1}, {a: 1}])', [[1], { a: 1 }]],
  ['flatten([[1, 2], [[3]], 4])', [1, 2, 3, 4]], ['sort(numbers, function(a, b) a < b)', [1, 2, 3]], ['sort(words)', ['a', 'b', 'c']], ['sort(numbers, function(a, b) a > b)', [3, 2, 1]], ['list contains(numbers, 2)', true], ['list contains([1, null], null)', true], ['list contains(mixed, "z")', false],
  ['list replace([2, 4, 7, 8], 3, 6)', [2, 4, 6, 8]], ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', [5, 5, 7, 8]],
];
const iteration: Row[] = [
  ['for i in 1..3 return i * i', [1, 4, 9]], ['for i in 3..1 return i', [3, 2, 1]], ['for i in [1..3) return i', [1, 2]], ['for i in numbers return i + 1', [4, 2, 3]], ['for x in [1, 2], y in [10, 20] return x + y', [11, 21, 12, 22]], ['for x in nested, y in x return y', [1, 2, 3]],
  ['for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]], ['for i in nothing return i', null], ['for i in [] return i', []], ['for d in [@"2026-02-27"..@"2026-03-01"] return d.day', [27, 28, 1]], ['for i in 1..0.5 return i', [1]],
  ['some x in numbers satisfies x > 2', true], ['some x in numbers satisfies x > 9', false], ['every x in numbers satisfies x > 0', true], ['every x in numbers satisfies x > 1', false], ['every x in [] satisfies false', true], ['some x in [] satisfies true', false], ['some x in [null, 1] satisfies x > 5', null], ['every x in [null, 1] satisfies x > 0', null],
  ['some x in [1, 2], y in [2, 3] satisfies x = y', true], ['some x in nothing satisfies true', null],
];
const contexts: Row[] = [
  ['{a: 1, b: a + 1}', { a: 1, b: 2 }], ['{a: 1}.a', 1], ['{"x y": 2}.x y', 2], ['{first name: "Ada"}.first name', 'Ada'], ['ticket.owner.name', 'Ada'], ['ticket.missing', null], ['nothing.name', null], ['ticket.tags[2]', 'core'], ['{a: {b: {c: 3}}}.a.b.c', 3],
  ['get value(ticket, "id")', 'INC-7'], ['get value(ticket, "zz")', null], ['get entries({a: 1, b: 2})', [{ key: 'a', value: 1 }, { key: 'b', value: 2 }]], ['context([{key: "a", value: 1}])', { a: 1 }], ['context([{key: "a", value: 1}, {key: "a", value: 2}])', null],
  ['context put({x: 1}, "y", 2)', { x: 1, y: 2 }], ['context put({x: {y: 1}}, ["x", "y"], 2)', { x: { y: 2 } }], ['context merge([{a: 1, b: 1}, {b: 2}])', { a: 1, b: 2 }], ['{add: function(a, b) a + b, r: add(1, 2)}.r', 3], ['{f: function(a) a * n}.f(2)', 14],
  ['(function(x, y) x - y)(y: 1, x: 5)', 4], ['ticket.constructor', 'plain'], ['{constructor: 1}.constructor', 1],
];
const texts: Row[] = [
  ['substring("foobar", 3)', 'obar'], ['substring("foobar", 3, 3)', 'oba'], ['substring("foobar", -2, 1)', 'a'], ['substring("\u{1F600}abc", 2)', 'abc'], ['string length("\u{1F600}a")', 2], ['string length(text)', 11], ['upper case("aBc")', 'ABC'], ['lower case("aBc")', 'abc'], ['trim("  a ")', 'a'],
  ['substring before("foobar", "bar")', 'foo'], ['substring before("foobar", "x")', ''], ['substring after("foobar", "ob")', 'ar'], ['substring after("", "a")', ''], ['contains("foobar", "ob")', true], ['contains(nothing, "a")', null], ['starts with("foobar", "fo")', true], ['ends with("foobar", "r")', true],
  ['matches("foobar", "^fo*b")', true], ['matches("FOO", "foo", "i")', true], ['matches("a\\nb", "^b", "m")', true], ['matches("ab", "^[a-z]{2}$")', true], ['matches("x", "\\d")', false], ['matches("INC-17", "^[A-Z]+-\\d+$")', true], ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'], ['replace("aaa", "a", "b")', 'bbb'], ['replace("a1b2", "\\d", "<$0>")', 'a<1>b<2>'], ['replace("x", "x", "\\\\$")', '$'],
  ['split("John Doe", "\\s")', ['John', 'Doe']], ['split("a;b;;c", ";")', ['a', 'b', '', 'c']], ['split("", ",")', ['']], ['string join(["a", "b", null, "c"], "-")', 'a-b-c'], ['string join(["a", "b"])', 'ab'], ['string join(["a", 1])', null], ['string join([], "-")', ''],
  ['string(1.5)', '1.5'], ['string(1e21)', '1000000000000000000000'], ['string(0.0000001)', '0.0000001'], ['string(true)', 'true'], ['string(null)', null], ['string([1, "a"])', '[1, "a"]'], ['string({a: 1})', '{a: 1}'], ['string(@"2026-01-01")', '2026-01-01'], ['string(@"P1DT2H")', 'P1DT2H'],
  ['number("1 000,5", " ", ",")', 1000.5], ['number("1,000.5", ",", ".")', 1000.5], ['number("12")', 12], ['number("x")', null], ['number(null)', null], ['"a\\"b\\u00e9\\n"', 'a"bé\n'],
];
const numbers: Row[] = [
  ['decimal(1/3, 2)', 0.33], ['decimal(1.5, 0)', 2], ['decimal(2.5, 0)', 2], ['decimal(2.345, 2)', 2.34], ['decimal(1.005, 2)', 1], ['decimal(114, -1)', 110], ['floor(1.5)', 1], ['floor(-1.56, 1)', -1.6], ['ceiling(1.5)', 2], ['ceiling(-1.56, 1)', -1.5],
  ['round up(5.5, 0)', 6], ['round up(-5.5, 0)', -6], ['round down(5.5, 0)', 5], ['round down(-5.5, 0)', -5], ['round half up(5.5, 0)', 6], ['round half up(-5.5, 0)', -6], ['round half down(5.5, 0)', 5], ['round half up(1.005, 2)', 1.01], ['round half down(1.126, 2)', 1.13],
  ['abs(-3)', 3], ['abs(@"-PT1H")', days('PT1H')], ['modulo(12, 5)', 2], ['modulo(-12, 5)', 3], ['modulo(12, -5)', -3], ['modulo(10.1, 4.5)', 1.1], ['modulo(1, 0)', null], ['sqrt(16)', 4], ['sqrt(-1)', null], ['log(1)', 0], ['exp(0)', 1], ['odd(5)', true], ['even(4)', true], ['odd(-3)', true], ['even(2.5)', false],
];
const times: Row[] = [
  ['@"2026-02-28"', date('2026-02-28')], ['date("2026-02-28")', date('2026-02-28')], ['date(2026, 2, 29)', null], ['date(2024, 2, 29)', date('2024-02-29')], ['date("2026-13-01")', null], ['date(@"2026-02-28T10:00:00Z")', date('2026-02-28')], ['time("10:30:00")', time('10:30:00')], ['time(10, 30, 0)', time('10:30:00')], ['time(10, 30, 0, @"PT2H")', time('10:30:00+02:00')], ['time("25:00:00")', null],
  ['date and time("2026-01-01T10:00:00Z")', dateTime('2026-01-01T10:00:00Z')], ['date and time("2026-01-01")', dateTime('2026-01-01T00:00:00')], ['date and time(@"2026-01-01", @"10:00:00")', dateTime('2026-01-01T10:00:00')], ['@"2026-01-01T10:00:00.125+02:00"', dateTime('2026-01-01T10:00:00.125+02:00')],
  ['duration("P1DT2H3M4S")', days('P1DT2H3M4S')], ['duration("P14M")', months('P1Y2M')], ['duration("P1Y1D")', null], ['duration("-PT90M")', days('-PT1H30M')], ['duration("PT0S")', days('PT0S')], ['duration("P")', null], ['duration("PT36H")', days('P1DT12H')],
  ['now()', dateTime('2026-03-01T08:30:00Z')], ['today()', date('2026-03-01')], ['now() - @"2026-03-01T08:00:00Z"', days('PT30M')], ['today() - day', days('P1D')], ['now() > @"2026-03-01T10:00:00+02:00"', true], ['now() = @"2026-03-01T10:30:00+02:00"', true], ['is(now(), @"2026-03-01T10:30:00+02:00")', false],
  ['day + duration("P1D")', date('2026-03-01')], ['day - duration("P1M")', date('2026-01-28')], ['@"2026-01-31" + duration("P1M")', date('2026-02-28')], ['@"2026-01-01T23:30:00Z" + duration("PT1H")', dateTime('2026-01-02T00:30:00Z')], ['duration("PT1H") + @"2026-01-01T23:30:00Z"', dateTime('2026-01-02T00:30:00Z')], ['@"23:30:00" + duration("PT1H")', time('00:30:00')], ['@"00:30:00" - duration("PT1H")', time('23:30:00')], ['@"10:00:00" - @"09:30:00"', days('PT30M')],
  ['duration("PT1H") * 3', days('PT3H')], ['3 * duration("PT1H")', days('PT3H')], ['duration("P1Y") * 2', months('P2Y')], ['duration("PT3H") / 2', days('PT1H30M')], ['duration("PT3H") / duration("PT1H")', 3], ['duration("P1Y") / 2', months('P6M')], ['duration("PT1H") / 0', null], ['duration("PT1H") + duration("P1M")', null], ['duration("P1D") - duration("PT25H")', days('-PT1H')], ['-duration("PT1H")', days('-PT1H')], ['duration("PT1H") + 1', null], ['sum(duration("PT1H"), duration("PT30M"))', days('PT1H30M')],
  ['years and months duration(@"2011-12-22", @"2013-08-24")', months('P1Y8M')], ['years and months duration(@"2013-08-24", @"2011-12-22")', months('-P1Y8M')], ['day.year', 2026], ['day.month', 2], ['day.weekday', 6], ['now().hour', 8], ['now().minute', 30], ['now().time offset', days('PT0S')], ['@"PT26H30M".days', 1], ['@"PT26H30M".hours', 2], ['@"P14M".years', 1], ['@"P14M".months', 2], ['day.hour', null],
  ['day of week(day)', 'Saturday'], ['day of year(day)', 59], ['month of year(day)', 'February'], ['week of year(@"2021-01-01")', 53], ['last day of month(day)', 28], ['@"2026-01-01" < @"2026-01-02"', true], ['@"2026-01-01" < @"2026-01-02T00:00:00"', null], ['@"PT60M" = @"PT1H"', true], ['@"9999-12-31" + duration("P1D")', null], ['@"-0001-03-01".year', -1], ['date and time("2026-01-01T10:00:00@Etc/UTC")', dateTime('2026-01-01T10:00:00Z')],
];
const ranges: Row[] = [
  ['before(1, 10)', true], ['before([1..5], [6..9])', true], ['before([1..5], [5..9])', false], ['before([1..5), [5..9])', true], ['after(12, [1..10])', true], ['meets([1..5], [5..10])', true], ['meets([1..5), [5..10])', false], ['met by([5..10], [1..5])', true], ['overlaps([1..5], [3..8])', true], ['overlaps([1..3], [5..8])', false],
  ['overlaps before([1..5], [3..8])', true], ['overlaps after([3..8], [1..5])', true], ['finishes(5, [1..5])', true], ['finishes([3..5], [1..5])', true], ['finished by([1..5], 5)', true], ['includes([1..10], 5)', true], ['includes([1..10], [4..6])', true], ['includes([1..10], "a")', null], ['during(5, [1..10])', true], ['starts(1, [1..5])', true], ['started by([1..10], [1..5])', true], ['coincides([1..5], [1..5])', true], ['coincides(5, 5)', true],
  ['range("[1..3]")', { '@feel': 'range', start: 1, end: 3, startIncluded: true, endIncluded: true }], ['range("(@\\"2026-01-01\\"..@\\"2026-02-01\\")").end', date('2026-02-01')], ['2 in range("[1..3)")', true], ['range("[3..1]")', null], ['range("nonsense")', null], ['[1..3].start', 1], ['[1..3).end included', false], ['[1.."a"]', null], ['[1..3] = [1..3]', true], ['[1..3] = [1..3)', false],
];
const types: Row[] = [
  ['1 instance of number', true], ['"a" instance of number', false], ['null instance of Any', false], ['null instance of Null', true], ['[1, 2] instance of list<number>', true], ['[1, "a"] instance of list<number>', false], ['{a: 1} instance of context<a: number>', true], ['{a: 1} instance of context', true], ['@"PT1H" instance of days and time duration', true], ['@"P1Y" instance of years and months duration', true],
  ['now() instance of date and time', true], ['day instance of date', true], ['[1..2] instance of range', true], ['(function(x) x) instance of function<number> -> number', true], ['is(1, 1)', true], ['is(1, "1")', false], ['is(null, null)', true],
];

describe.each<[string, Row[]]>([
  ['arithmetic', arithmetic], ['three-valued logic', logic], ['comparison', comparison], ['lists', lists], ['iteration', iteration], ['contexts and functions', contexts], ['texts', texts], ['numbers', numbers], ['dates, times and durations', times], ['ranges', ranges], ['types', types],
])('FEEL %s', (_, rows) => {
  it.each(rows)('%s', (expression, value) => {
    expect(run(expression)).toEqual(value);
  });
});

describe('unary tests', () => {
  const test = (text: string, input: unknown): unknown => {
    const compiled = compileExpression(text, { kind: 'unaryTests' });
    if (!isCompiled(compiled)) throw new Error(text);
    const result = evaluate(compiled, { ...vars, '?': input }, { now });
    return result.ok ? result.value : result.code;
  };
  it.each<[string, unknown, unknown]>([
    ['-', 1, true], ['5', 5, true], ['5', 6, false], ['"a","b"', 'b', true], ['not("a","b")', 'b', false], ['not("a","b")', 'c', true], ['> 5', 6, true], ['[1..3], > 10', 11, true], ['[1..3], > 10', 5, false], ['? > 3 and ? < 9', 5, true],
    ['numbers', 2, true], ['true', true, true], ['true', false, false], ['null', null, true], ['> 5', null, null], ['not(> 5)', null, null], ['count(?) > 1', [1, 2], true], ['n', 7, true], ['@"2026-01-01"', { '@feel': 'date', value: '2026-01-01' }, true], ['no', false, true], ['contains(?, "down")', 'Router down', true],
  ])('%s on %j gives %j', (text, input, value) => {
    expect(test(text, input)).toBe(value);
  });
});

describe('names', () => {
  it('lets a variable be named like a function of FEEL and still calls the function', () => {
    expect(run('count(numbers) + count')).toBe(8);
  });
  it('reads names with other signs when they are declared', () => {
    expect(run('due-date + "!"', { names: ['due-date'] })).toBe('x!');
    expect(run('first name')).toBe('Ada');
  });
  it('never calls what data holds', () => {
    const compiled = compileExpression('ticket.toString() = null and ticket.id()');
    if (!isCompiled(compiled)) throw new Error('compiles');
    const result = evaluate(compiled, { ticket: { id: () => 'called' } }, { now });
    expect(result).toMatchObject({ ok: true, value: null });
  });
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])('finds no %s where nobody set one', (name) => {
    expect(run(name)).toBeNull();
    expect(run(`{a: 1}.${name}`)).toBeNull();
    expect(run(`get value({a: 1}, "${name}")`)).toBeNull();
    expect(run(`"text".${name}`)).toBeNull();
    expect(run(`[1].${name}`)).toEqual([null]);
    expect(run(`${name}(1)`)).toBeNull();
    expect(run(`(function(${name}) ${name})(3)`)).toBe(3);
  });
});
