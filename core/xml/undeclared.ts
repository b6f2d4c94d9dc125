/** Documents without byte order mark and declaration: HTTP's charset and the bytes tell how they are read. */
import { encodingLabel } from './sniff';
import { evidenceOf, PROOF_OF_UTF8 } from './utf8';

/** Bytes that are held back from the first non-ASCII one on until they have told enough. */
const HELD = 1_000_000;

/** POHODA's own encoding, where nothing says another one. */
const SINGLE = 'windows-1250';

/**
 * Bytes of such a document as they come → the same in pieces, each as soon as its encoding is known.
 *
 * Bytes that are UTF-8 are read as UTF-8, as XML has it; only where they are a few letters does a single-byte charset of HTTP
 * count more. Bytes that are not are read in the single-byte charset that HTTP names, else in Windows-1250. UTF-8 that is
 * damaged stays UTF-8, and is refused by the decoder: it must not become a text of wrong letters.
 */
export class Undeclared {
	private held: Uint8Array = new Uint8Array(0);

	private readonly named: string | undefined;

	/** @param charset of the HTTP answer; unknown names count as none */
	constructor(charset: string | undefined) {
		this.named = charset === undefined ? undefined : encodingLabel(charset);
	}

	/** Label for TextDecoder, and the bytes that wait for it; undefined as long as more is needed. */
	take(bytes: Uint8Array, isWhole = false): { label: string; bytes: Uint8Array } | undefined {
		this.held = this.held.length === 0 ? bytes : joined(this.held, bytes);
		const label = this.decide(isWhole);
		return label === undefined ? undefined : { label, bytes: this.held };
	}

	/** Bytes before the first non-ASCII one, which mean the same in every encoding here; they are not held any longer. */
	ascii(): Uint8Array {
		const end = this.held.findIndex((byte) => byte > 0x7f);
		const free = end < 0 ? this.held : this.held.subarray(0, end);
		this.held = end < 0 ? new Uint8Array(0) : this.held.slice(end);
		return free;
	}

	private decide(isWhole: boolean): string | undefined {
		const single = this.named === undefined || this.named.startsWith('utf-') ? SINGLE : this.named;
		const saysUtf8 = this.named === 'utf-8';
		const { runs, clear, broken } = evidenceOf(this.held, isWhole);
		if (runs >= PROOF_OF_UTF8) return 'utf-8';
		if (broken) return clear > 0 || (saysUtf8 && runs > 0) ? 'utf-8' : single;
		if (!isWhole && this.held.length < HELD) return undefined;
		return this.named === undefined || saysUtf8 ? 'utf-8' : single;
	}
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}
