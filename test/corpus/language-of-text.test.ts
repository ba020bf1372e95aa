import { describe, expect, it } from 'vitest';

import { languageOfText } from '../../src/corpus/language-of-text.js';
import { acceptedDocument } from './read-bytes.js';

const TEXTS: Readonly<Record<string, string>> = {
  en: 'The ferry leaves the old quay every morning at seven, and the captain greets each passenger by name.',
  de: 'Die Fähre verlässt den alten Kai jeden Morgen um sieben, und der Kapitän begrüßt jeden Fahrgast mit Namen.',
  fr: 'Le bac quitte le vieux quai chaque matin à sept heures, et le capitaine salue chaque passager par son nom.',
  ru: 'Паром отходит от старого причала каждое утро в семь часов, и капитан приветствует каждого пассажира.',
  uk: 'Пором відходить від старого причалу щоранку о сьомій годині, і капітан вітає кожного пасажира на ім’я.',
  tr: 'Feribot her sabah saat yedide eski rıhtımdan kalkar ve kaptan her yolcuyu adıyla selamlar.',
  ar: 'تغادر العبارة الرصيف القديم كل صباح في الساعة السابعة، ويحيي القبطان كل راكب باسمه.',
  zh: '渡轮每天早上七点离开旧码头，船长叫着名字向每位乘客问好，乘客们都很高兴。',
};
const long = (language: string): string => `${TEXTS[language] ?? ''} `.repeat(14).trim();

describe('languageOfText', () => {
  it.each(Object.keys(TEXTS))('knows %s', (language) => {
    expect(languageOfText([{ text: long(language) }])).toBe(language);
  });

  it('says nothing of a short text, nor of one without words', () => {
    expect(languageOfText([{ text: TEXTS.en ?? '' }])).toBeNull();
    expect(languageOfText([{ text: '1 2 3 '.repeat(200) }])).toBeNull();
    expect(languageOfText([])).toBeNull();
  });
});

describe('readDocument', () => {
  it('takes the language from the text only where nobody states it', () => {
    const content = long('de');
    const read = (sidecar?: string) =>
      acceptedDocument({ file: 'a.txt', content, ...(sidecar === undefined ? {} : { sidecar }) });
    expect(read().language).toBe('de');
    expect(read('language: nl').language).toBe('nl');
    expect(read('language: null').language).toBeNull();
  });
});
