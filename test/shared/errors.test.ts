// Two families of error: those that a person may read, and defects.

import { describe, expect, it } from 'vitest';
import { describeFailure, ReadableError, systemErrorCode } from '../../src/shared/errors.js';

describe('describeFailure', () => {
  it('shows a readable error with its remedy and logs nothing', () => {
    const error = new ReadableError({
      code: 'index_missing',
      text: 'There is none.',
      remedy: 'Build it.',
    });
    expect(describeFailure(error)).toEqual({
      code: 'index_missing',
      text: 'There is none. Build it.',
      exitCode: 1,
      detail: null,
    });
  });

  it.each(['bad_call', 'bad_setting'] as const)('ends with 2 on %s', (code) => {
    expect(describeFailure(new ReadableError({ code, text: 'Wrong.' }))).toMatchObject({
      text: 'Wrong.',
      exitCode: 2,
    });
  });

  it('hides a defect behind a reference that the log has as well', () => {
    const failure = describeFailure(new Error('password=hunter2 at line 7'));
    expect(failure).toMatchObject({ code: 'defect', exitCode: 1 });
    expect(failure.text).not.toContain('hunter2');
    const reference = /reference ([0-9a-f]{8})/.exec(failure.text)?.[1];
    expect(failure.detail).toContain(`[${reference ?? '?'}]`);
    expect(failure.detail).toContain('hunter2');
  });

  it.each(['a string', 42, null, undefined])('takes whatever was thrown (%s)', (thrown) => {
    expect(describeFailure(thrown)).toMatchObject({ code: 'defect', exitCode: 1 });
    expect(describeFailure(thrown).detail).toContain(String(thrown));
  });

  it('gives the same defect the same reference', () => {
    const error = new Error('again');
    expect(describeFailure(error)).toEqual(describeFailure(error));
  });
});

describe('ReadableError', () => {
  it('carries its cause', () => {
    const cause = new Error('below');
    expect(new ReadableError({ code: 'closed', text: 'Over.', cause }).cause).toBe(cause);
    expect(new ReadableError({ code: 'closed', text: 'Over.' })).not.toHaveProperty('cause');
  });
});

describe('systemErrorCode', () => {
  it('is the code of a system error, else null', () => {
    expect(systemErrorCode(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
    expect(systemErrorCode(Object.assign(new Error('x'), { code: 5 }))).toBeNull();
    expect(systemErrorCode(new Error('x'))).toBeNull();
    expect(systemErrorCode('ENOENT')).toBeNull();
  });
});
