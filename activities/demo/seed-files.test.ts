import { describe, expect, it } from 'vitest';
import { kindOf } from '#domain/file/file.kinds';
import { safeName } from '#domain/file/file.name';
import { imageSizeOf } from '#domain/file/image.size';
import { storyFiles } from './seed-files.ts';
import { stories } from './stories.ts';

describe('files of demonstration tickets', () => {
  it.each(Object.entries(storyFiles))('belong to a story that somebody told: %s', (title, make) => {
    const { name, kind, bytes, image } = make();
    expect([...stories.finished, ...stories.open].filter((story) => story.title === title).map(({ requester }) => requester)).toEqual([expect.any(String)]);
    expect([safeName(name), kindOf(kind).endings.some((ending) => name.endsWith(`.${ending}`))]).toEqual([name, true]);
    expect(imageSizeOf(kind, bytes)).toEqual(image);
    expect(bytes.length).toBeLessThan(20_000);
  });
});
