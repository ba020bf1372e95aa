// While a server is away, calls fail at once, and one at a time tries again.

import { describe, expect, it } from 'vitest';
import { openCircuit } from '../../../src/store/postgres/circuit.js';

describe('openCircuit', () => {
  it('lets everybody in until connecting fails, then one now and then', () => {
    let now = 0;
    const circuit = openCircuit(() => now);
    for (let n = 0; n < 3; n += 1) circuit.enter();
    circuit.failed(new Error('refused'));
    expect(() => {
      circuit.enter();
    }).toThrow('refused');
    now = 1_000;
    circuit.enter();
    expect(() => {
      circuit.enter();
    }).toThrow('refused');
    circuit.failed(new Error('still away'));
    now = 1_999;
    expect(() => {
      circuit.enter();
    }).toThrow('still away');
    now = 2_000;
    circuit.enter();
    circuit.connected();
    circuit.enter();
    circuit.enter();
  });

  it('lets the next one try where who was let in found out nothing', () => {
    let now = 0;
    const circuit = openCircuit(() => now);
    circuit.failed(new Error('refused'));
    now = 1_000;
    circuit.enter();
    circuit.undecided();
    circuit.enter();
    expect(() => {
      circuit.enter();
    }).toThrow('refused');
  });
});
