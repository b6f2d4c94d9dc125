/** Registers and keys that a person has chosen. Nothing is chosen in silence: what is only similar is said. */
import { looseIdentity, normalIdentity } from '../records/identities';
import { IdentityIndex } from '../records/identityIndex';

const normal = (value: string): string => normalIdentity('code', value);

export class ChoiceError extends Error {
	override readonly name = 'ChoiceError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

/** Registers by their normal form; none chosen = all. Each register is looked at once, however many records it has. */
export class ChosenRegisters {
	private readonly forms: ReadonlySet<string>;

	private readonly answers = new Map<string, boolean>();

	constructor(private readonly chosen: readonly string[] = []) {
		this.forms = new Set(chosen.map(normal));
	}

	has(register: string): boolean {
		if (this.all) return true;
		const known = this.answers.get(register);
		if (known !== undefined) return known;
		const answer = this.forms.has(normal(register));
		this.answers.set(register, answer);
		return answer;
	}

	/** None is chosen: all count. */
	get all(): boolean {
		return this.forms.size === 0;
	}

	/**
	 * A chosen register that the journal does not have may be one that has not sold yet; not so when there is a similar one
	 * that nobody has chosen.
	 *
	 * @param field as the panel calls it
	 * @throws ChoiceError with what the journal has
	 */
	check(registers: Iterable<string>, field: string): void {
		if (this.all) return;
		const known = new Map<string, string>();
		for (const register of new Set(registers)) known.set(normal(register), register);
		const missing = this.chosen.filter((one) => !known.has(normal(one)));
		if (missing.length === 0) return;
		const index = new IdentityIndex<string>('code');
		for (const register of known.values()) index.add(register, register);
		for (const one of missing) {
			const similar = index.find(one).similar.filter((register) => !this.has(register));
			if (similar.length === 0) continue;
			const names = similar.sort().map((register) => `"${register}"`);
			throw new ChoiceError(`${field}: the journal has no register "${one}"; it has ${names.join(' and ')}.`, 'Write it as the journal has it.');
		}
	}
}

export interface UnknownKey {
	key: string;
	/** The journal has this one, which differs by capitals, spaces or the like. */
	similar?: string;
}

/** The key among entries that a key which is not there most likely means. */
export function similarKey(key: string, entries: ReadonlyArray<{ key: string }>): string | undefined {
	const form = looseIdentity('code', key);
	return entries.find((entry) => looseIdentity('code', entry.key) === form)?.key;
}

/** Keys by their normal form; none chosen = all. */
export class ChosenKeys {
	private readonly forms: ReadonlySet<string>;

	constructor(private readonly chosen: readonly string[] = []) {
		this.forms = new Set(chosen.map(normal));
	}

	has(key: string): boolean {
		return this.all || this.forms.has(normal(key));
	}

	/** None is chosen: all count. */
	get all(): boolean {
		return this.forms.size === 0;
	}

	/** Those that the journal does not have. */
	unknown(entries: ReadonlyArray<{ key: string }>): UnknownKey[] {
		if (this.all) return [];
		const known = new Set<string>();
		for (const { key } of entries) if (this.has(key)) known.add(normal(key));
		const missing = [...new Set(this.chosen)].filter((key) => !known.has(normal(key)));
		if (missing.length === 0) return [];
		const loose = new Set(missing.map((key) => looseIdentity('code', key)));
		const similar = new Map<string, string>();
		for (const { key } of entries) {
			const form = looseIdentity('code', key);
			if (loose.has(form) && !similar.has(form)) similar.set(form, key);
		}
		return missing.map((key) => {
			const other = similar.get(looseIdentity('code', key));
			return { key, ...(other === undefined ? {} : { similar: other }) };
		});
	}
}
