/** Holes in the numbers of a till's receipts: something that never came. */
import type { Fold } from './fold';
import { registerOf } from './fold';
import { ORDERS } from './recordKinds';
import { INTAKE, keyInIntake } from './rows';

export interface Gap {
	/** Numbers restart each year. */
	year: string;
	/** First and last missing number, as the till writes them. */
	from: string;
	to: string;
	count: number;
}

/** Longer lists say nothing more; a till whose numbers have no order would fill pages. */
const MOST_GAPS = 50;

/** Series: everything before the last digits. `2026-000123` → series `2026-`, 123. */
const NUMBER = /^(.*?)(\d{1,15})$/s;

interface Numbers {
	year: string;
	series: string;
	/** Most digits seen, for leading zeros. */
	width: number;
	values: Set<number>;
}

function add(series: Map<string, Numbers>, kind: string, date: string, number: string): void {
	const match = NUMBER.exec(number);
	if (!match) return;
	const year = date.slice(0, 4);
	const at = `${kind}\n${year}\n${match[1]}`;
	const padded = match[2].startsWith('0') ? match[2].length : 0;
	const known = series.get(at) ?? { year, series: match[1], width: 0, values: new Set<number>() };
	known.values.add(Number(match[2]));
	known.width = Math.max(known.width, padded);
	series.set(at, known);
}

function gapsOf({ year, series, width, values }: Numbers): Gap[] {
	const sorted = [...values].sort((a, b) => a - b);
	const named = (value: number) => `${series}${String(value).padStart(width, '0')}`;
	const gaps: Gap[] = [];
	for (let index = 1; index < sorted.length; index += 1) {
		const [before, after] = [sorted[index - 1], sorted[index]];
		if (after - before > 1) gaps.push({ year, from: named(before + 1), to: named(after - 1), count: after - before - 1 });
	}
	return gaps;
}

/**
 * Gaps per register (`registerOf`) between the first and the last number of each series within a year, receipts and
 * cash movements apart. A refused delivery counts as present: it is listed elsewhere. Numbers without digits at the end
 * have no order and are left out.
 */
export function numberGaps(fold: Fold): Map<string, Gap[]> {
	const registers = new Map<string, Map<string, Numbers>>();
	const seen = (source: string, register: string, key: string, date: string, number: string) => {
		// An e-shop's numbers have holes by nature.
		if (register === ORDERS) return;
		const at = registerOf({ source, register });
		const series = registers.get(at) ?? new Map<string, Numbers>();
		registers.set(at, series);
		add(series, key.split('/')[2]?.startsWith('cash-') === true ? 'cash' : 'receipt', date, number);
	};
	for (const { newest } of fold.records.values()) seen(newest.source, newest.register, newest.key, newest.recordDate, newest.number);
	for (const [flow, entries] of fold.flows) {
		for (const { row } of entries.values()) {
			seen(row.source, row.register, flow === INTAKE ? keyInIntake(row.key) : row.key, row.recordDate, row.number);
		}
	}
	return new Map(
		[...registers].map(([register, series]) => [register, [...series.values()].flatMap(gapsOf).slice(0, MOST_GAPS)]),
	);
}
