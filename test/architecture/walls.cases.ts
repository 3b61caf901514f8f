/** For every wall a small tree that breaks it. The file named `breaks` must be the one that is reported. */

export interface WallCase {
  rule: string;
  breaks: string;
  /** Path in the tree to its text. */
  files: Record<string, string>;
}

const value = 'export const x = 1;\n';
/** `from` imports `name`; `target`, when given, is the file behind it. */
const one = (rule: string, from: string, name: string, target?: string): WallCase => ({
  rule, breaks: from, files: { [from]: `import { x } from '${name}';\nexport const y = x;\n`, ...(target ? { [target]: value } : {}) },
});

export const wallCases: WallCase[] = [
  one('domain-imports-no-layer', 'domain/ticket/up.ts', '#store/ticket/some.repo', 'store/ticket/some.repo.ts'),
  one('store-imports-domain', 'store/ticket/up.ts', '#integrations/channels/a', 'integrations/channels/a.ts'),
  one('integrations-import-domain', 'integrations/probes/up.ts', '#store/ticket/b', 'store/ticket/b.ts'),
  one('only-the-engine-names-messages', 'integrations/sources/up.ts', '#workflows/flow/a.messages', 'workflows/flow/a.messages.ts'),
  one('workflows-import-domain', 'workflows/flow/up.workflow.ts', '#activities/flow/a', 'activities/flow/a.ts'),
  one('api-imports-domain', 'portal/api/up.ts', '#store/ticket/c', 'store/ticket/c.ts'),
  one('activities-import-domain-store-integrations', 'activities/ticket/up.ts', '#server/ticket/a', 'portal/server/ticket/a.ts'),
  one('worker-imports-activities-and-below', 'worker/up.ts', '#server/ticket/b', 'portal/server/ticket/b.ts'),
  one('server-imports-api-domain-store-sources', 'portal/server/ticket/up.ts', '#integrations/executors/a', 'integrations/executors/a.ts'),
  one('web-imports-api-domain', 'portal/web/ticket/up.ts', '#server/ticket/c', 'portal/server/ticket/c.ts'),
  one('workflows-are-a-bundle', 'worker/main.ts', '#workflows/flow/a.workflow', 'workflows/flow/a.workflow.ts'),
  one('nobody-imports-a-root', 'activities/flow/up.ts', '#cli/start/a', 'cli/start/a.ts'),
  one('nobody-imports-tests', 'store/flow/up.ts', '#test/builders/a', 'test/builders/a.ts'),
  one('domain-knows-no-node', 'domain/ticket/node.ts', 'node:fs'),
  one('domain-uses-few-packages', 'domain/ticket/package.ts', 'express'),
  one('workflows-use-few-packages', 'workflows/ticket/package.ts', 'express'),
  one('workflows-share-one-core', 'workflows/flow/alone.workflow.ts', '#domain/flow/alone', 'domain/flow/alone.ts'),
  one('workflows-know-no-node', 'workflows/ticket/node.ts', 'node:fs'),
  one('only-the-store-speaks-mongodb', 'activities/flow/mongo.ts', 'mongoose'),
  one('only-the-engine-speaks-temporal', 'portal/server/flow/temporal.ts', '@temporalio/client'),
  {
    rule: 'workflows-reach-no-time-zones', breaks: 'workflows/sla/far.ts',
    files: { 'workflows/sla/far.ts': "import { a } from '#domain/sla/near';\nexport const b = a;\n", 'domain/sla/near.ts': "import { c } from './farther.ts';\nexport const a = c;\n", 'domain/sla/farther.ts': "import { DateTime } from 'luxon';\nexport const c = DateTime;\n" },
  },
  {
    rule: 'workflows-reach-no-outside-world', breaks: 'workflows/sla/driver.ts',
    files: { 'workflows/sla/driver.ts': "import { a } from '#domain/sla/driver';\nexport const b = a;\n", 'domain/sla/driver.ts': "import snmp from 'net-snmp';\nexport const a = snmp;\n" },
  },
  {
    rule: 'workflows-reach-no-upper-layer', breaks: 'workflows/sla/upper.ts',
    files: { 'workflows/sla/upper.ts': "import { a } from '#domain/sla/upper';\nexport const b = a;\n", 'domain/sla/upper.ts': "import { x } from '#store/sla/upper';\nexport const a = x;\n", 'store/sla/upper.ts': value },
  },
  {
    rule: 'web-reaches-no-server', breaks: 'portal/web/flow/far.ts',
    files: { 'portal/web/flow/far.ts': "import { a } from '#api/flow/far';\nexport const b = a;\n", 'portal/api/flow/far.ts': "import express from 'express';\nexport const a = express;\n" },
  },
  one('web-knows-no-node', 'portal/web/flow/node.ts', 'node:path'),
  { rule: 'no-circles', breaks: 'domain/alarm/a.ts', files: { 'domain/alarm/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n", 'domain/alarm/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n" } },
  one('no-unknown-modules', 'domain/alarm/unknown.ts', './nowhere.ts'),
  one('no-undeclared-packages', 'portal/server/alarm/undeclared.ts', 'webpack'),
];

/** What is allowed: must be reported by no rule. */
export const allowedTree: Record<string, string> = {
  'domain/service/ok.ts': "import { DateTime } from 'luxon';\nimport { z } from 'zod';\nexport const x = [DateTime, z];\n",
  'domain/service/ok.test.ts': "import { it } from 'vitest';\nimport { built } from '#test/builders/ok';\nimport { readFileSync } from 'node:fs';\nexport const y = [it, built, readFileSync];\n",
  'test/builders/ok.ts': 'export const built = 1;\n',
  'store/service/ok.repo.ts': "import mongoose from 'mongoose';\nimport { x } from '#domain/service/ok';\nexport const repo = [mongoose, x];\n",
  'workflows/service/ok.messages.ts': "import { defineSignal } from '@temporalio/workflow';\nimport type { Json } from '#domain/service/plain';\nexport const ring = defineSignal<[Json]>('ring');\n",
  'domain/service/plain.ts': 'export type Json = null;\n',
  'integrations/engine/ok.ts': "import { Client } from '@temporalio/client';\nimport { ring } from '#workflows/service/ok.messages';\nexport const engine = [Client, ring];\n",
  'activities/service/ok.activities.ts': "import { repo } from '#store/service/ok.repo';\nimport { engine } from '#integrations/engine/ok';\nexport const activity = [repo, engine];\n",
  'portal/api/service/ok.ts': "import { x } from '#domain/service/ok';\nexport const shape = x;\n",
  'portal/server/service/ok.routes.ts': "import express from 'express';\nimport { shape } from '#api/service/ok';\nimport { repo } from '#store/service/ok.repo';\nexport const routes = [express, shape, repo];\n",
  'portal/server/main.ts': "import { routes } from '#server/service/ok.routes';\nimport { engine } from '#integrations/engine/ok';\nimport { activity } from '#activities/service/ok.activities';\nexport const root = [routes, engine, activity];\n",
  'portal/web/service/Ok.tsx': "import { shape } from '#api/service/ok';\nimport { Part } from '#web/service/Part.tsx';\nexport const Ok = () => [shape, Part];\n",
  'portal/web/service/Part.tsx': 'export const Part = 1;\n',
};
