/** `npm run where -- sla`: the rooms of a feature with the first sentence of each file. */
import { register } from 'tsx/esm/api';

register();
const { features } = await import('../domain/features.ts');
const { roomsOf } = await import('./rooms.ts');
const [feature] = process.argv.slice(2);
if (!features.includes(feature)) {
  console.error(`${feature ? `There is no feature ${feature}. ` : ''}Usage: npm run where -- <feature>. Features: ${features.join(', ')}`);
  process.exit(2);
}
for (const { layer, files } of roomsOf(feature)) {
  console.log(`\n${layer}/${feature}`);
  for (const { path, sentence } of files) console.log(`  ${path.slice(`${layer}/${feature}/`.length).padEnd(36)} ${sentence}`);
}
