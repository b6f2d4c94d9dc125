/** Distinct names remembered at once; a hostile file has more, and must not fill the memory with them. */
const REMEMBERED = 10_000;

const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * V8 keeps a whole chunk alive for a slice of it (from 13 characters on): a copy costs less than 64 kB per kept name.
 */
export function owned(text: string): string {
	return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** The namespace declarations in force at a place. A prefix may be declared anew deeper in the tree. */
export class Scope {
	/** Canonical names of elements by the names that the file uses. */
	private readonly elements = new Map<string, string>();

	/** The scope that was made last inside this one, and what it declares: the next record often declares the same. */
	private made?: { declared: string; scope: Scope };

	private constructor(
		private readonly canonical: Readonly<Record<string, string>>,
		private readonly prefixes: Readonly<Record<string, string>>,
		/** Depth of the element that opened this scope; 0 for the outermost. */
		readonly depth: number,
		private readonly parent?: Scope,
	) {}

	static root(canonical: Readonly<Record<string, string>>): Scope {
		return new Scope(canonical, Object.assign(Object.create(null) as Record<string, string>, { xml: XML }), 0);
	}

	/** The scope inside an element with these attributes. */
	inner(attributes: Readonly<Record<string, string>>, depth: number): Scope {
		const prefixes = Object.assign(Object.create(null) as Record<string, string>, this.prefixes);
		let declared = String(depth);
		for (const name of Object.keys(attributes)) {
			if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
			prefixes[name.slice(6)] = attributes[name].trim();
			declared += `\n${name} ${attributes[name]}`;
		}
		if (this.made?.declared !== declared)
			this.made = { declared, scope: new Scope(this.canonical, prefixes, depth, this) };
		return this.made.scope;
	}

	get outer(): Scope {
		return this.parent ?? this;
	}

	/** Canonical name of an element, undefined for a prefix that is not declared. */
	element(raw: string): string | undefined {
		return this.elements.get(raw) ?? this.learn(owned(raw));
	}

	/**
	 * Canonical name of an attribute, undefined for a prefix that is not declared; without prefix it has no namespace.
	 */
	attribute(raw: string): string | undefined {
		return raw.includes(':') ? this.qualified(raw) : raw;
	}

	private learn(raw: string): string | undefined {
		const name = raw.includes(':') ? this.qualified(raw) : this.inNamespace(this.prefixes[''] ?? '', raw);
		if (name === undefined) return undefined;
		if (this.elements.size >= REMEMBERED) this.elements.clear();
		// As the name of a property it is the same string in memory as the literals that readers compare it with.
		const [shared] = Object.keys({ [name]: true });
		this.elements.set(raw, shared);
		return shared;
	}

	private qualified(raw: string): string | undefined {
		const colon = raw.indexOf(':');
		const uri = this.prefixes[raw.slice(0, colon)];
		const local = raw.slice(colon + 1);
		return colon === 0 || uri === undefined || uri === '' || local === '' || local.includes(':')
			? undefined
			: this.inNamespace(uri, local);
	}

	private inNamespace(uri: string, local: string): string {
		if (uri === '') return local;
		if (uri === XML) return `xml:${local}`;
		const prefix = Object.hasOwn(this.canonical, uri) ? this.canonical[uri] : undefined;
		if (prefix === undefined) return `{${uri}}${local}`;
		return prefix === '' ? local : `${prefix}:${local}`;
	}
}
