// Spellings of one name share a key, other names do not.

import { describe, expect, it } from 'vitest';
import { nameKey } from '../../src/understanding/name-key.js';

describe('nameKey', () => {
  it.each([
    ['Лавров', 'Lavrov'],
    ['Зеленський', 'Zelensky', 'Zelenskyy', 'Zelenskiy', 'Zelenskii'],
    ['Київ', 'Киев', 'Kyiv', 'Kiev'],
    ['Шойгу', 'Shoigu', 'Shoygu'],
    ['Хрущов', 'Khrushchov'],
    ['Эрдоган', 'Erdoğan', 'Erdogan'],
    ['Sergei', 'Sergey', 'Сергей'],
    ['Yuri', 'Yuriy', 'Юрий'],
    ['Łódź', 'Lodz'],
  ])('is the same for %j and its other spellings', (...names) => {
    expect(new Set(names.map((name) => nameKey(name))).size).toBe(1);
  });

  it.each([
    ['Iran', 'Iraq'],
    ['March', 'Marc'],
    ['Niger', 'Nigeria'],
    ['Austria', 'Australia'],
  ])('parts %j and %j', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('is none where too little is left', () => {
    expect(nameKey('Li')).toBeNull();
    expect(nameKey('2593')).toBeNull();
  });
});
