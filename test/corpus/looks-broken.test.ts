import { describe, expect, it } from 'vitest';

import { damageOf } from '../../src/corpus/looks-broken.js';
import { DAMAGES } from '../../src/evaluation/damage-texts.js';
import { acceptedDocument, rejectionFor, textsOf } from './read-bytes.js';

const ARTICLE = [
  "The ferry leaves the old quay every morning at seven, and the captain, who has been at sea for thirty years, doesn't wait for anybody.",
  'Passengers from the northern islands pay 12 crowns; those from the mainland pay 15, and children under six travel for nothing at all.',
  'On Sundays the ferry is replaced by a smaller boat, because the large one is washed, painted and looked after by the harbour company.',
  'Nobody remembers a winter in which the ferry did not leave, although in 1987 it had to follow an icebreaker as far as the lighthouse.',
];

/** Good texts of kinds that could be taken for broken ones. */
const ODD: Readonly<Record<string, string>> = {
  German: 'Die Donaudampfschifffahrtsgesellschaft übergab gestern die Verkehrsinfrastrukturfinanzierungsgesellschaft an ihre Nachfolgerin. ',
  Vietnamese: 'Chuyến phà rời bến cũ mỗi sáng lúc bảy giờ, và thuyền trưởng chào từng hành khách bằng tên của họ. ',
  Portuguese: '“Amanhã”, disse o capitão, “não haverá balsa”: a manhã será fria, e a irmã dele — Sertã — não vem. ',
  Russian: 'Паром отходит от старого причала каждое утро в семь часов, и капитан РФ приветствует всех пассажиров. ',
  'Russian in capitals': 'ПАРОМ ОТХОДИТ ОТ СТАРОГО ПРИЧАЛА КАЖДОЕ УТРО В СЕМЬ ЧАСОВ, И КАПИТАН ПРИВЕТСТВУЕТ ВСЕХ. ',
  Greek: 'Το πλοίο φεύγει από την παλιά αποβάθρα κάθε πρωί στις επτά και ο καπετάνιος χαιρετά τους επιβάτες. ',
  Hebrew: 'המעבורת יוצאת מהרציף הישן כל בוקר בשבע, והקברניט מברך כל אחד מהנוסעים בשמו. ',
  Arabic: 'تغادر العبارة الرصيف القديم كل صباح في السابعة، ويحيي القبطان كل راكب باسمه. ',
  Hindi: 'नौका हर सुबह सात बजे पुराने घाट से निकलती है और कप्तान हर यात्री का नाम लेकर स्वागत करता है। ',
  Thai: 'เรือข้ามฟากออกจากท่าเรือเก่าทุกเช้าเวลาเจ็ดโมงและกัปตันทักทายผู้โดยสารแต่ละคนด้วยชื่อ ',
  Japanese: '渡し船は毎朝七時に古い埠頭を出発し、船長は乗客一人一人の名前を呼んで挨拶する。',
  Chinese: '渡轮每天早上七点离开旧码头，船长叫着名字向每位乘客问好。',
  Korean: '배는 매일 아침 일곱 시에 옛 부두를 떠나며 그 선장은 한 명 한 명 이름을 불러 인사한다. ',
  Czech: 'Strč prst skrz krk, řekl kapitán, a trajekt vyplul z přístavu přesně v sedm hodin ráno jako vždy. ',
  Chemistry: 'The compound (2R,3S)-2,3-dihydroxybutanedioic acid, C4H6O6, melts at 171-174 °C; see Table 3 (p < 0.05). ',
  Links: 'The harbour publishes its tide table at https://harbour.example/tides/2021/07 every Monday before noon. ',
  Code: 'The option `--max-old-space-size=256` is passed on to node; getElementsByTagNameNS is never called here. ',
};

describe('damageOf', () => {
  it.each(Object.keys(DAMAGES))('catches: %s', (name) => {
    const damaged = DAMAGES[name]?.(ARTICLE) ?? [];
    expect(damageOf(damaged)).toMatchObject({ measure: expect.any(String) as string });
  });

  it.each(Object.keys(ODD))('takes good text: %s', (name) => {
    expect(damageOf(Array.from({ length: 5 }, (_, i) => `${i} ${ODD[name]?.repeat(10) ?? ''}`))).toBeNull();
  });

  it('takes the same texts whole, a table of prices, verse, and one endless word', () => {
    expect(damageOf(ARTICLE)).toBeNull();
    const rows = Array.from({ length: 40 }, (_, i) => `Cod from bank ${i}: ${i * 3} crowns, ${i} crates`);
    expect(damageOf(rows)).toBeNull();
    const verse = Array.from({ length: 30 }, (_, i) => `Over the water goes boat number ${i}`);
    expect(damageOf(verse)).toBeNull();
    expect(damageOf(['a'.repeat(100_000)])?.measure).toBeUndefined();
  });

  it('says nothing of a text that is too short to tell', () => {
    expect(damageOf(['T h e   f e r r y'])).toBeNull();
  });

  it('shows the paragraph that shows it best', () => {
    const letters = ARTICLE.map((text) => Array.from(text).join(' '));
    const damage = damageOf([...ARTICLE.slice(0, 1), ...letters]);
    expect(damage).toMatchObject({ measure: 'letters_apart' });
    expect(letters).toContain(damage?.line);
  });
});

describe('readDocument', () => {
  const broken = ARTICLE.map((text) => Array.from(text).join(' ')).join('\n\n');

  it('refuses a document that looks broken, with measure, value and line', () => {
    const { code, text } = rejectionFor({ file: 'old.txt', content: broken });
    expect(code).toBe('looks_broken');
    expect(text).toMatch(/^old\.txt: it looks broken \(letters_apart\): \d+ % of its words .*"O n S u n d a y s .*accept: true/);
  });

  it('takes it where its sidecar says so, and only then', () => {
    const accepted = acceptedDocument({ file: 'old.txt', content: broken, sidecar: 'accept: true' });
    expect(textsOf(accepted)).toHaveLength(4);
    const refused = { file: 'old.txt', content: broken, sidecar: 'accept: false' };
    expect(rejectionFor(refused).code).toBe('looks_broken');
    const mistyped = { file: 'old.txt', content: broken, sidecar: 'accept: maybe' };
    expect(rejectionFor(mistyped).code).toBe('bad_sidecar');
  });
});
