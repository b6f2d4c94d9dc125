/**
 * "What is read counts, or is named": an input with one change must be read to something else (a record, `extra`, a
 * warning, a refusal), else the place is silent.
 *
 *     const found = await silentPlaces({
 *         inputs: [{ name: 'reply of 14 Nov', input: reply }],
 *         mutations: jsonMutations,                     // or xmlMutations, tableMutations, or a function of your own
 *         read: (input) => readReply(input),            // may throw (a refusal), may be async; any JSON data
 *         allowed: [{ place: /^Id$/, because: 'counter of the transport, on every reply' }],
 *     });
 *     expect(found.silent).toEqual([]);
 *     expect(found.counts).toMatchObject({ inputs: 1, tried: 312 });
 *
 * Every place of every kind is tried where it occurs first; of its further occurrences (line 2 like line 1, the next
 * file) a sample with a fixed seed. `MUTATIONS=all` tries all of them.
 */
import type { Kind, Mutation } from './mutations.mts';

/** A place that may be silent. Keep the list short, and say why nothing is lost there. */
export interface Allowed {
	/** Of the place without counts: `pack/item/price`, `lines.price`. */
	place: RegExp;
	/** All by default. */
	kinds?: readonly Kind[];
	/** What stands there before the change, e.g. `/^0+(\.0+)?$/`. */
	was?: RegExp;
	because: string;
}

export interface Trial<T> {
	inputs: ReadonlyArray<{ name: string; input: T }>;
	mutations: (input: T) => Iterable<Mutation<T>>;
	/** Must not throw for an input without change. */
	read: (input: T) => unknown;
	allowed?: readonly Allowed[];
	/** Further occurrences that are tried without MUTATIONS=all; 1,000 by default. */
	sample?: number;
}

export interface Found {
	/** One line for each silent place and kind: `other of item/price (was "12", 3 times, e.g. in stock.xml: item[2]/price)`. */
	silent: string[];
	counts: {
		inputs: number;
		/** Places without counts, and changes of all occurrences. */
		places: number;
		changes: number;
		tried: number;
		/** By reason. */
		allowed: Record<string, number>;
	};
}

/** `a/b[2]/c` is `a/b/c`, `lines[0].price` is `lines.price`, `row 2: Cena` is `row: Cena`. */
function general(place: string): string {
	return place.replace(/\[\d+\]/g, '').replace(/^row \d+/, 'row');
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randoms(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
	};
}

async function reading<T>(read: Trial<T>['read'], input: T): Promise<string> {
	let result: unknown;
	try {
		result = await read(input);
	} catch (error) {
		result = { refused: String((error as Error).message) };
	}
	return JSON.stringify(result, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ?? 'undefined';
}

/** Which changes are tried: see above. */
function* chosen<T>({ inputs, mutations, sample = 1000 }: Trial<T>, counts: Found['counts']) {
	const met = new Set<string>();
	const more: Array<{ name: string; input: T; mutation: Mutation<T> }> = [];
	for (const { name, input } of inputs) {
		for (const mutation of mutations(input)) {
			counts.changes += 1;
			const known = `${mutation.kind} ${general(mutation.place)}`;
			if (met.has(known)) more.push({ name, input, mutation });
			else yield { name, input, mutation };
			met.add(known);
		}
	}
	counts.places = new Set([...met].map((known) => known.replace(/^\w+ /, ''))).size;
	if (process.env.MUTATIONS === 'all') yield* more;
	else {
		const random = randoms(20_261_114);
		for (let left = Math.min(sample, more.length); left > 0; left--) {
			const at = Math.floor(random() * more.length);
			yield more[at];
			more[at] = more[more.length - 1];
			more.pop();
		}
	}
}

/** Tries the changes; see the head of this file. */
export async function silentPlaces<T>(trial: Trial<T>): Promise<Found> {
	const { inputs, read, allowed = [] } = trial;
	const counts: Found['counts'] = { inputs: inputs.length, places: 0, changes: 0, tried: 0, allowed: {} };
	const originals = new Map<T, string>();
	for (const { name, input } of inputs) {
		const original = await reading(read, input);
		if (original.startsWith('{"refused":')) throw new Error(`${name} cannot be read as it is: ${original}`);
		originals.set(input, original);
	}
	const silent = new Map<string, { was: string; first: string; times: number }>();
	const used = new Set<Allowed>();
	for (const { name, input, mutation } of chosen(trial, counts)) {
		counts.tried += 1;
		if ((await reading(read, mutation.make())) !== originals.get(input)) continue;
		const { kind, was } = mutation;
		const place = general(mutation.place);
		const pass = allowed.find(
			(one) => one.place.test(place) && (one.kinds?.includes(kind) ?? true) && (one.was?.test(was) ?? true),
		);
		if (pass !== undefined) {
			used.add(pass);
			counts.allowed[pass.because] = (counts.allowed[pass.because] ?? 0) + 1;
			continue;
		}
		const known = silent.get(`${kind} of ${place}`);
		if (known !== undefined) known.times += 1;
		else silent.set(`${kind} of ${place}`, { was, first: `${name}: ${mutation.place}`, times: 1 });
	}
	const lines = [...silent].map(([what, { was, first, times }]) => `${what} (was "${was.slice(0, 40)}", ${times} times, e.g. in ${first})`);
	// A sample need not meet what a permission is for.
	const all = counts.tried === counts.changes;
	const idle = allowed.filter((one) => all && !used.has(one)).map((one) => `allowed without need: ${one.place} (${one.because})`);
	return { silent: [...lines, ...idle], counts };
}
