// What is counted comes out as Prometheus reads it, and names nobody.

import { describe, expect, it } from 'vitest';
import { openMetrics } from '../../src/health/metrics.js';

/** The value of one line of the text, or null where there is none. */
async function read(
  metrics: { text: () => Promise<string> },
  line: string,
): Promise<number | null> {
  const found = (await metrics.text())
    .split('\n')
    .find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}

describe('openMetrics', () => {
  it('counts questions by the way they came in and how they ended', async () => {
    const metrics = openMetrics({ version: '1.2.3' });
    metrics.questionEnded('ask', 'answered');
    metrics.questionEnded('ask', 'answered');
    metrics.questionEnded('mention', 'refused');
    const of = (labels: string): Promise<number | null> =>
      read(metrics, `verbatim_questions_total{${labels}}`);
    expect(await of('way="ask",outcome="answered"')).toBe(2);
    expect(await of('way="mention",outcome="refused"')).toBe(1);
    expect(await of('way="reply",outcome="answered"')).toBeNull();
  });

  it('measures acknowledgements and answers in seconds', async () => {
    const metrics = openMetrics({ version: '1' });
    metrics.acknowledged(0.2);
    metrics.acknowledged(2.9);
    metrics.answered(4);
    expect(await read(metrics, 'verbatim_acknowledge_seconds_bucket{le="0.25"}')).toBe(1);
    expect(await read(metrics, 'verbatim_acknowledge_seconds_bucket{le="3"}')).toBe(2);
    expect(await read(metrics, 'verbatim_answer_seconds_sum')).toBe(4);
  });

  it('reads the queue when it is asked', async () => {
    const metrics = openMetrics({ version: '1' });
    expect(await read(metrics, 'verbatim_queue_length')).toBe(0);
    const queue = { waiting: 7, running: 2 };
    metrics.watchQueue(() => queue);
    expect(await read(metrics, 'verbatim_queue_length')).toBe(7);
    expect(await read(metrics, 'verbatim_in_flight')).toBe(2);
    queue.waiting = 3;
    expect(await read(metrics, 'verbatim_queue_length')).toBe(3);
  });

  it.each([
    ['requestRetried', 'verbatim_discord_retries_total'],
    ['requestInvalid', 'verbatim_discord_invalid_requests_total'],
    ['gatewayReconnected', 'verbatim_gateway_reconnects_total'],
    ['gatewayIdentified', 'verbatim_gateway_identifies_total'],
    ['answererRestarted', 'verbatim_answerer_restarts_total'],
  ] as const)('counts %s, from 0 on', async (call, name) => {
    const metrics = openMetrics({ version: '1' });
    expect(await read(metrics, name)).toBe(0);
    metrics[call]();
    expect(await read(metrics, name)).toBe(1);
  });

  it('counts presses and requests by a closed set of labels', async () => {
    const metrics = openMetrics({ version: '1' });
    metrics.pressed('context');
    metrics.requestEnded('429');
    expect(await read(metrics, 'verbatim_presses_total{action="context"}')).toBe(1);
    expect(await read(metrics, 'verbatim_discord_requests_total{class="429"}')).toBe(1);
  });

  it('tells the version, the memory and how late the event loop is', async () => {
    const metrics = openMetrics({ version: '1.2.3' });
    expect(await read(metrics, 'verbatim_build_info{version="1.2.3"}')).toBe(1);
    expect(await read(metrics, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(await read(metrics, 'nodejs_eventloop_lag_p99_seconds')).not.toBeNull();
  });

  it('keeps what two of them count apart', async () => {
    const [one, other] = [openMetrics({ version: '1' }), openMetrics({ version: '1' })];
    one.requestRetried();
    expect(await read(other, 'verbatim_discord_retries_total')).toBe(0);
  });

  it('has no label that could name a person or a place', async () => {
    const text = await openMetrics({ version: '1' }).text();
    expect(text).not.toMatch(/\b(?:user|guild|channel|question)_?(?:id)?="/);
  });
});
