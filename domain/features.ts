/** The closed list of features: the same names are the folders of every layer. A new feature is one line here and a decision worth writing down. */

export const features = [
  'ticket', 'catalog', 'flow', 'approval', 'sla', 'oncall', 'alarm', 'object', 'monitor', 'service', 'release', 'cmdb',
  'knowledge', 'notify', 'report', 'document', 'launchpad', 'identity', 'audit', 'search', 'view', 'file', 'demo',
] as const;

export type Feature = (typeof features)[number];
