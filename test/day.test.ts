import assert from 'node:assert/strict';
import { dayOf, daysIn, isDay } from '../server/base/day.ts';

describe('days', () => {
  it('are YYYY-MM-DD and stand in the calendar', () => {
    for (const text of ['2024-02-29', '2000-02-29', '1999-12-31', '0001-01-01']) assert.ok(isDay(text), text);
    for (const text of ['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-1-2', '2024', '', ' 2024-01-01', '2024-01-01T00:00:00Z', '2024-01-00']) assert.ok(!isDay(text), text);
  });

  it('are read from whatever can mean only one', () => {
    for (const text of ['2024/1/2', '2024.1.2', '2024年1月2日', '2024年1月2', '２０２４年１月２日', '2024-1-2', '2024-01-02T08:30:00Z', '2024-01-02 08:30', '2024-01-02T08:30:00.000+08:00', '20240102', 'January 2, 2024', 'Jan. 2, 2024', '2 January 2024', '2nd of January 2024', ' 2024-01-02 ']) {
      assert.equal(dayOf(text), '2024-01-02', text);
    }
    for (const text of ['2024', '2024-01', '01/02/2024', '2024-02-30', '2024/13/1', 'Spring 2024', 'May 2024', '2024-1/2', '2024 Q1']) assert.equal(dayOf(text), undefined, text);
  });

  it('are found in a text, each once and in its order', () => {
    assert.deepEqual(
      daysIn('Adopted on 4 March 2021 (2021年3月5日), in force since March 6, 2021; see 2021-03-04 and 2021-02-30, not May 2021 or §2021-03.'),
      ['2021-03-04', '2021-03-05', '2021-03-06']);
  });
});
