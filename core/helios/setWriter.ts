/** Rows of receipts → bytes of the five files, piece by piece. */
import { writeDelimited } from '../text/delimited';
import { encodeWindows1250 } from '../text/windows1250';
import type { TypedReceipt } from './readItems';
import { HELIOS_FILES, attributesOf } from './structures';
import type { Cell, HeliosFile } from './structures';

export interface WriterSettings {
	encoding: 'windows-1250' | 'utf-8';
	lineEnd: '\r\n' | '\n';
}

const NAMES = new Map(HELIOS_FILES.map((file) => [file, attributesOf(file).map(({ name }) => name)]));
const QUOTED = new Map(HELIOS_FILES.map((file) => [file, attributesOf(file).map(({ type }) => type === 'VARCHAR' || type === 'DATETIME')]));
/** Columns that name another item of the same receipt. */
const REFERENCES = ['IDTypPolBalicek', 'IDObalovaneZbozi'] as const;

/** Ids that are used once: the one that a row had, else the next free one. They only join the files of one export. */
class Ids {
	private readonly kept = new Set<number>();
	private next = 1;

	take(had: Cell): string {
		const id = Number(had);
		if (id >= this.next && !this.kept.has(id)) {
			this.kept.add(id);
			return String(id);
		}
		while (this.kept.delete(this.next)) this.next += 1;
		this.next += 1;
		return String(this.next - 1);
	}
}

/** One export. Give `write` receipts of prepare.ts; `sink` gets the bytes of each file in order, at least once for every file. */
export class SetWriter {
	private readonly receipts = new Ids();
	private readonly items = new Ids();
	readonly rows: Record<HeliosFile, number> = { Uctenky: 0, UctenkyPol: 0, UctenkyFin: 0, UctenkyUhr: 0, UctenkyEtal: 0 };

	constructor(
		private readonly settings: WriterSettings,
		private readonly sink: (file: HeliosFile, bytes: Uint8Array) => void,
	) {
		for (const file of HELIOS_FILES) sink(file, new Uint8Array(0));
	}

	/** @throws EncodingError for a character that the code page does not have (prepared rows have none) */
	write({ header, items, financial, payments }: TypedReceipt): void {
		const id = this.receipts.take(header.IDOriginal);
		const ids = new Map<Cell, string>();
		const own = items.map(({ row }) => {
			const given = this.items.take(row.IDOriginal);
			if (row.IDOriginal !== '0') ids.set(row.IDOriginal, given);
			return given;
		});
		const referring = (row: Record<string, Cell>) => Object.fromEntries(REFERENCES.map((column) => [column, ids.get(row[column]) ?? row[column]]));
		this.put('Uctenky', [{ ...header, IDOriginal: id }]);
		this.put(
			'UctenkyPol',
			items.map(({ row }, index) => ({ ...row, ...referring(row), IDOriginal: own[index], IDHlava: id })),
		);
		this.put(
			'UctenkyFin',
			financial.map((row) => ({ ...row, IDHlava: id })),
		);
		this.put(
			'UctenkyUhr',
			payments.map((row) => ({ ...row, IDUctenka: id })),
		);
		this.put(
			'UctenkyEtal',
			items.flatMap(({ etalons }, index) => etalons.map((row) => ({ ...row, IDPolozky: own[index] }))),
		);
	}

	private put(file: HeliosFile, rows: ReadonlyArray<Record<string, Cell>>): void {
		if (rows.length === 0) return;
		const [names, quoted] = [NAMES.get(file) ?? [], QUOTED.get(file) ?? []];
		const text = rows.map((row) => writeDelimited(names.map((name) => row[name]), quoted, { end: this.settings.lineEnd })).join('');
		this.rows[file] += rows.length;
		this.sink(file, this.settings.encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeWindows1250(text, { missing: 'refuse' }).bytes);
	}
}
