import fc from 'fast-check';
import { DateTime, FixedOffsetZone } from 'luxon';
import { describe, expect, test } from '@jest/globals';
import { DateError, formatDay, isDay, localDay, readInstant } from '../../../core/records/dates';

describe('isDay', () => {
	test.each(['2026-11-14', '2024-02-29', '2000-02-29', '1999-12-31', '2026-01-31'])('%s is a day', (text) => {
		expect(isDay(text)).toBe(true);
	});
	test.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-11-00', '26-11-14', '2026-1-1', '2026-11-14T10:00', '14.11.2026', '0026-11-14', '', ' 2026-11-14', '2026-11-14\n'])('%p is none', (text) => {
		expect(isDay(text)).toBe(false);
	});

	test('agrees with luxon', () => {
		const two = (max: number) => fc.integer({ min: 0, max }).map((part) => String(part).padStart(2, '0'));
		fc.assert(
			fc.property(fc.integer({ min: 1000, max: 2999 }), two(14), two(33), (year, month, day) => {
				const text = `${year}-${month}-${day}`;
				expect(isDay(text)).toBe(DateTime.fromISO(text, { zone: 'utc' }).isValid);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('localDay', () => {
	test.each([
		['2026-11-14T10:15:00+01:00', '2026-11-14'],
		['2026-11-14T22:59:59Z', '2026-11-14'],
		['2026-11-14T23:00:00Z', '2026-11-15'],
		['2026-11-14T23:00:00.123456Z', '2026-11-15'],
		['2026-07-14T21:59:59Z', '2026-07-14'],
		['2026-07-14T22:00:00Z', '2026-07-15'],
		['2026-12-31T23:30:00+00:00', '2027-01-01'],
		['2027-01-01T00:30:00+01:00', '2027-01-01'],
		['2026-11-14T20:00:00-05:00', '2026-11-15'],
		['2026-11-14T20:00:00-0500', '2026-11-15'],
		['2026-11-14T10:15+01:00', '2026-11-14'],
		['2026-11-14T23:30:00', '2026-11-14'],
		// Summer time begins on 29 March 2026 at 01:00 UTC and ends on 25 October at 01:00 UTC.
		['2026-03-28T22:59:59Z', '2026-03-28'],
		['2026-03-28T23:00:00Z', '2026-03-29'],
		['2026-03-29T21:59:59Z', '2026-03-29'],
		['2026-03-29T22:00:00Z', '2026-03-30'],
		['2026-10-24T22:00:00Z', '2026-10-25'],
		['2026-10-25T22:59:59Z', '2026-10-25'],
		['2026-10-25T23:00:00Z', '2026-10-26'],
	])('%s is %s', (instant, day) => {
		expect(localDay(instant)).toBe(day);
	});

	test.each(['', 'yesterday', '2026-11-14', '2026-02-30T10:00:00Z', '2026-11-14T24:00:00Z', '2026-11-14T10:60:00Z', '2026-11-14 10:00:00Z', '2026-11-14T10:00:00+99:00', '2026-W46-6T10:00:00Z', '10:00'])('%p is refused', (text) => {
		expect(() => localDay(text)).toThrow(DateError);
	});

	test('agrees with luxon at any time and offset, also around the change of the clocks', () => {
		const arbMillis = fc.oneof(
			fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) }),
			fc.tuple(fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)), fc.integer({ min: -9e7, max: 9e7 })).map(([change, off]) => change + off),
		);
		fc.assert(
			fc.property(arbMillis, fc.integer({ min: -14 * 60, max: 14 * 60 }), (millis, offset) => {
				const text = DateTime.fromMillis(millis, { zone: FixedOffsetZone.instance(offset) }).toISO() ?? '';
				expect(localDay(text)).toBe(DateTime.fromMillis(millis, { zone: 'Europe/Prague' }).toISODate());
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('readInstant', () => {
	test('local time gets the offset of Prague', () => {
		expect(readInstant('2026-11-14T10:15:00')).toEqual({ iso: '2026-11-14T10:15:00+01:00', day: '2026-11-14', sure: true });
		expect(readInstant('2026-07-14T10:15')).toEqual({ iso: '2026-07-14T10:15:00+02:00', day: '2026-07-14', sure: true });
	});

	test('an hour that exists twice, and one that does not exist, is not sure', () => {
		expect(readInstant('2026-10-25T02:30:00')).toMatchObject({ day: '2026-10-25', sure: false });
		expect(readInstant('2026-03-29T02:30:00')).toMatchObject({ day: '2026-03-29', sure: false });
		expect(readInstant('2026-10-25T03:30:00')).toMatchObject({ sure: true });
		expect(readInstant('2026-03-29T03:30:00')).toMatchObject({ sure: true });
		expect(readInstant('2026-10-25T02:30:00+01:00')).toMatchObject({ sure: true });
	});
});

describe('formatDay', () => {
	test.each([
		['2026-11-14', '14 Nov 2026'],
		['2026-01-01', '1 Jan 2026'],
		['2024-02-29', '29 Feb 2024'],
		['soon', 'soon'],
	])('%s is %s', (day, text) => {
		expect(formatDay(day)).toBe(text);
	});
});
