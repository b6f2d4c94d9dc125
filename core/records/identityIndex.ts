/** Many identities of one kind, among which those that are the same or similar are found without comparing each. */
import { compareIdentities, looseIdentity, type IdentityKind } from './identities';
import { roundedTo, significant } from './spreadsheet';

const isRounded = (form: string): boolean => form.includes('E+');

/** Numbers by the loosest form of what they stand for. */
export class LooseIndex {
	private readonly first = new Map<string, number>();

	/** Further ones of a form. */
	private readonly more = new Map<string, number[]>();

	/** How many digits those that a table has rounded still have. */
	private readonly precisions = new Set<number>();

	/** Whole numbers rounded to so many digits → their forms; made when somebody asks. */
	private readonly roundings = new Map<number, Map<string, string[]>>();

	constructor(private readonly kind: IdentityKind) {}

	/** The loosest form of a value, '' for what identifies nothing. */
	formOf(value: unknown): string {
		return looseIdentity(this.kind, value);
	}

	add(form: string, at: number): void {
		if (form === '') return;
		if (this.first.has(form)) {
			const known = this.more.get(form);
			if (known === undefined) this.more.set(form, [at]);
			else known.push(at);
			return;
		}
		this.first.set(form, at);
		const number = isRounded(form) ? significant(form) : undefined;
		if (number?.rounded === true) this.precisions.add(number.digits.length);
		if (this.roundings.size > 0) this.roundings.clear();
	}

	/** Forms in the index that are equal, or are the same number rounded by a table. */
	formsLike(form: string): string[] {
		const equal = this.first.has(form) ? [form] : [];
		if (form === '' || (this.precisions.size === 0 && !isRounded(form))) return equal;
		const number = significant(form);
		if (number === undefined || (!number.rounded && this.precisions.size === 0)) return equal;
		const found = new Set(equal);
		for (const many of this.precisions) {
			const rounded = roundedTo(number, many);
			if (many <= number.digits.length && this.first.has(rounded)) found.add(rounded);
		}
		if (number.rounded) for (const one of this.rounded(number.digits.length).get(form) ?? []) found.add(one);
		return [...found];
	}

	/** The numbers of a form, in the order in which they came. */
	of(form: string): readonly number[] {
		const first = this.first.get(form);
		return first === undefined ? [] : [first, ...(this.more.get(form) ?? [])];
	}

	private rounded(many: number): Map<string, string[]> {
		const known = this.roundings.get(many);
		if (known !== undefined) return known;
		const made = new Map<string, string[]>();
		for (const form of this.first.keys()) {
			const number = significant(form);
			if (number === undefined || number.digits.length < many) continue;
			const rounded = roundedTo(number, many);
			const forms = made.get(rounded);
			if (forms === undefined) made.set(rounded, [form]);
			else forms.push(form);
		}
		this.roundings.set(many, made);
		return made;
	}
}

/** Entries by an identity: which are the same, which only similar. */
export class IdentityIndex<T> {
	private readonly loose: LooseIndex;

	private readonly entries: Array<{ value: unknown; entry: T }> = [];

	constructor(private readonly kind: IdentityKind) {
		this.loose = new LooseIndex(kind);
	}

	/** What identifies nothing is not kept. */
	add(value: unknown, entry: T): void {
		this.loose.add(this.loose.formOf(value), this.entries.push({ value, entry }) - 1);
	}

	find(value: unknown): { same: T[]; similar: T[] } {
		const found: { same: T[]; similar: T[] } = { same: [], similar: [] };
		for (const form of this.loose.formsLike(this.loose.formOf(value))) {
			for (const at of this.loose.of(form)) {
				const { value: other, entry } = this.entries[at];
				const likeness = compareIdentities(this.kind, value, other);
				if (likeness !== 'different') found[likeness].push(entry);
			}
		}
		return found;
	}
}
