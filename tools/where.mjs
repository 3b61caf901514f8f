/** `npm run where -- sla`: the rooms of a feature, or the folders of a plug-in, with the first sentence of each file. Exit code 2 for a name nobody has. */
import { register } from 'tsx/esm/api';

register();
const { features } = await import('../domain/features.ts');
const { pluginFolders, pluginRoomsOf, roomsOf } = await import('./rooms.ts');
const { didYouMean } = await import('./new/names.ts');
const [name = ''] = process.argv.slice(2);
const plugins = [...new Set(pluginFolders().map((folder) => folder.split('/').at(-1)))].sort();
if (!features.includes(name) && !plugins.includes(name)) {
  console.error(`${name ? `There is no feature or plug-in ${name}.${didYouMean(name, [...features, ...plugins])} ` : ''}Usage: npm run where -- <feature or plug-in>.\nFeatures: ${features.join(', ')}\nPlug-ins: ${plugins.join(', ')}`);
  process.exit(2);
}
const rooms = [...(features.includes(name) ? roomsOf(name).map(({ layer, files }) => ({ folder: `${layer}/${name}`, files })) : []), ...pluginRoomsOf(name)];
for (const { folder, files } of rooms) {
  console.log(`\n${folder}`);
  for (const { path, sentence } of files) console.log(`  ${(path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path).padEnd(36)} ${sentence}`);
}
