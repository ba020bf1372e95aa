import { describe, expect, it } from 'vitest';
import { evaluateSummaries } from '../../src/evaluation/evaluate-summaries.js';
import { readText } from '../summaries/sentences-of.js';

const FERRY = 'The council of Port Alder stopped the ferry to Saltholm in spring.';
const QUESTION = 'Would anybody cross the sound in a boat without a roof?';
const BRIDGE = 'Heavy rain fell when Ines Calder opened the bridge to Saltholm.';

describe('evaluateSummaries', () => {
  it('compares ours with the first sentences, with either half alone, and with the best there is', () => {
    const sentences = readText(`${QUESTION} ${FERRY} ${BRIDGE} ${QUESTION}`);
    const highlights = `${FERRY} ${BRIDGE}`;
    const figures = evaluateSummaries([{ id: 'a', sentences, highlights }]);
    expect(figures.articles).toBe(1);
    expect(figures.ours).toMatchObject({ rouge1: 1, rougeL: 1 });
    expect(figures.oracle.rouge1).toBe(1);
    expect(figures.lead.rouge1).toBeLessThan(1);
    expect(figures.lead.words).toBe(`${QUESTION} ${FERRY} ${BRIDGE}`.split(' ').length);
  });

  it('is 0 where there is no article', () => {
    expect(evaluateSummaries([]).ours).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0, words: 0 });
  });
});
