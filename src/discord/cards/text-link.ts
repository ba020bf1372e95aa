// In: a document's address and a sentence of it. Out: an address that opens the page at the sentence (a text
// fragment), safe inside `[link](<…>)`. A browser that does not find the sentence opens the page as it is.

import { parseUrl } from '../../shared/parse-url.js';
import { cleanText } from './clean-text.js';

/** Characters of the whole address; a longer one loses the sentence, then everything. */
const LONGEST = 1_500;
/** Words that name the start of a sentence, and as many its end. */
const WORDS = 4;
/** Characters looked at for these words, fewer where a word has two or three of them. */
const WINDOW = { spaced: 160, unspaced: 48 } as const;
/** The most that the words of one end may have. */
const LONGEST_END = 80;

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
/** What stands between spaces, from its first letter or digit to its last. */
const SPACED = /[\p{L}\p{N}](?:\S*[\p{L}\p{M}\p{N}])?/gu;

/** The address of a sentence; the page's own where none can be made, null where that is no web address. */
export function textFragmentLink(url: string, sentence: string): string | null {
  const page = pageLink(url);
  if (page === null) return null;
  const directive = fragmentOf(sentence);
  if (directive === null) return page;
  const link = `${page}${page.includes('#') ? '' : '#'}:~:text=${directive}`;
  return link.length > LONGEST ? page : link;
}

/** A web address as it may stand in a Markdown link, without anybody's password; null where it is none. */
export function pageLink(url: string): string | null {
  const page = /^https?:\/\//i.test(url) && url.length <= LONGEST ? parseUrl(url) : null;
  if (page === null) return null;
  page.username = '';
  page.password = '';
  const [own = ''] = page.href.split(':~:');
  const link = own.replace(/#$/, '').replace(/[^\w.~:/?#[\]@!$&*+,;=%-]/g, percentEncode);
  return link.length > LONGEST ? null : link;
}

/** `first%20words,last%20words`, or the whole where it is short. */
function fragmentOf(sentence: string): string | null {
  const lines = cleanText(sentence)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  const window = UNSPACED.test(first) ? WINDOW.unspaced : WINDOW.spaced;
  const spans = wordsOf(first.slice(0, window));
  if (lines.length === 1 && first.length <= window && spans.length <= 2 * WORDS) {
    return spans.length === 0 ? null : encoded(between(first, spans));
  }
  const end = last.slice(-window);
  const endings = wordsOf(end);
  // The first word of a slice may be half a word.
  const whole = end.length === last.length ? endings : endings.slice(1);
  const start = between(first, spans.slice(0, WORDS));
  const finish = between(end, whole.slice(-WORDS));
  if (start === '' || finish === '') return null;
  if (start.length > LONGEST_END || finish.length > LONGEST_END) return null;
  return `${encoded(start)},${encoded(finish)}`;
}

interface Word {
  readonly index: number;
  readonly segment: string;
}

/** Words with where they stand; a dictionary finds them only where no spaces do, because it is slow. */
function wordsOf(text: string): Word[] {
  if (UNSPACED.test(text)) {
    return [...words.segment(text)].filter(({ isWordLike }) => isWordLike === true);
  }
  return [...text.matchAll(SPACED)].map(([segment], i, all) => ({
    segment,
    index: all[i]?.index ?? 0,
  }));
}

function between(text: string, spans: readonly Word[]): string {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return '';
  return text.slice(first.index, last.index + last.segment.length);
}

/** Everything but letters and digits is encoded: `-`, `,` and `&` mean something in a text fragment. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[^A-Za-z0-9%]/g, percentEncode);
}

function percentEncode(character: string): string {
  return Array.from(Buffer.from(character), (byte) => {
    return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
