/**
 * Lint: what the type checker cannot say and a reader of one file can. Rules that need types are oxlint's (.oxlintrc.json), who may import whom is dependency-cruiser's
 * (.dependency-cruiser.cjs). Inline configuration is ignored: a rule that is wrong is changed here, for everyone.
 */
import { builtinModules } from 'node:module';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing has one name everywhere.' };
const noExportAll = { selector: 'ExportAllDeclaration', message: 'Name what is exported; export * hides what a file offers.' };
const noVagueClass = { selector: 'ClassDeclaration[id.name=/(Manager|Helper|Util|Utils|Service)$/]', message: 'Name it after what it does in the words of the field.' };
const everywhere = [noDefaultExport, noExportAll, noVagueClass];
const whole = [noExportAll, noVagueClass];

const noAmbientTime = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'domain has no clock: take the instant as a parameter.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'domain has no clock: take the instant as a parameter.' },
  { selector: "CallExpression[callee.name='Date']", message: 'domain has no clock: take the instant as a parameter.' },
  { selector: "MemberExpression[object.name='performance']", message: 'domain has no clock: take the instant as a parameter.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'domain has no chance: take the number or the id as a parameter.' },
];

/** A connection may be handed on, not reached into: collections are the store's. */
const noReachingIntoMongo = [{ selector: "CallExpression[callee.property.name=/^(collection|createCollection|model)$/]", message: 'Only store/ knows collections: ask a repository.' }];

const shownTexts = [
  { selector: 'JSXText[value=/\\p{L}{2,}/u]', message: 'Texts shown to people are keyed, so that they can be translated.' },
  { selector: 'JSXAttribute[name.name=/^(title|label|placeholder|alt|aria-label|description|okText|cancelText)$/] > Literal[value=/\\p{L}{2,}/u]', message: 'Texts shown to people are keyed, so that they can be translated.' },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Other people\'s text is never HTML here.' },
];

const shownDates = [
  { selector: "JSXAttribute[name.name='type'] Literal[value=/^(date|time|datetime-local|month|week)$/]", message: 'A native field shows dates in the language of the browser: ui/date/DateFields.tsx has fields in the reader\'s.' },
  { selector: "ImportDeclaration[source.value=/^antd($|\\/es\\/(date|time)-picker)/] > ImportSpecifier[imported.name=/^(DatePicker|TimePicker)$/], ImportDeclaration[source.value=/^antd\\/es\\/(date|time)-picker/]", message: 'Days and times are asked for with the fields of ui/date/DateFields.tsx.' },
];

/** Tools ask for a default export here, or the file describes somebody else's module. */
const foreignShapes = ['*.config.{js,ts}', '**/*.config.ts', '**/*.d.ts'];

export default tseslint.config(
  { ignores: ['node_modules/**', '.build/**', '.signalbox/**', 'test/architecture/fixtures/**', 'deploy/**'] },
  { linterOptions: { noInlineConfig: true } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'no-console': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  {
    files: ['domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noAmbientTime] },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', ...builtinModules.filter((name) => !name.startsWith('_'))], message: 'Workflows run in an isolate without Node.' }] }],
      'no-restricted-syntax': ['error', ...everywhere, { selector: "ThrowStatement > NewExpression[callee.name='Error']", message: 'A bare Error retries the workflow task for ever: throw ApplicationFailure.' }],
    },
  },
  {
    files: ['portal/server/**/*.ts', 'activities/**/*.ts', 'integrations/**/*.ts', 'worker/**/*.ts'],
    ignores: ['**/*.test.ts', 'portal/server/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noReachingIntoMongo] },
  },
  {
    files: ['portal/web/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', ...everywhere, ...shownTexts, ...shownDates],
    },
  },
  // The fields themselves.
  { files: ['portal/web/ui/date/*.{ts,tsx}'], rules: { 'no-restricted-syntax': ['error', ...everywhere, ...shownTexts] } },
  { files: foreignShapes, rules: { 'no-restricted-syntax': ['error', ...whole] } },
);
